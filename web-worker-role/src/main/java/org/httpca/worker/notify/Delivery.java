package org.httpca.worker.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.httpca.forward.loop.Work;
import org.httpca.worker.notify.Messages.Claimed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits for one channel, one message a turn. A crash, or a slow other side, between the sending and the mark has it sent again, under
 * the same id: the other side's answer is all that ends it.
 */
final class Delivery implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** Beyond the longest try: for the database. */
    private static final Duration MARGIN = Duration.ofSeconds(30);
    /** Further than anything is set: a wait, a gathering, a lease. */
    private static final Duration FURTHEST = Duration.ofDays(2);

    private final Channel channel;
    private final Messages messages;
    private final Notices notices;
    private final Retries retries;
    private final Clock clock;

    Delivery(Channel channel, Messages messages, Notices notices, Retries retries, Clock clock) {
        this.channel = channel;
        this.messages = messages;
        this.notices = notices;
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public int run() throws InterruptedException {
        Instant now = clock.instant();
        messages.bringForward(channel.name(), now, FURTHEST);
        Optional<Claimed> claimed =
                messages.claim(channel.name(), now, channel.longest().plus(MARGIN));
        if (claimed.isEmpty()) {
            return 0;
        }
        send(claimed.get(), now);
        return 1;
    }

    private void send(Claimed claimed, Instant now) throws InterruptedException {
        List<Notice> told = notices.of(claimed.id());
        Outcome outcome = told.isEmpty()
                ? Outcome.refused("what it told of has ended long ago")
                : channel.send(new Channel.Letter(claimed.id(), claimed.recipient(), told, now));
        Instant then = clock.instant();
        switch (outcome.kind()) {
            case TAKEN -> {
                LOG.info("Sent {} notices by {}: message {}.", told.size(), channel.name(), claimed.id());
                mark(messages.end(claimed, "sent", then), claimed);
            }
            case REFUSED -> giveUp(claimed, outcome, then);
            case FAILED -> {
                Optional<Instant> next = retries.next(claimed.attempt(), claimed.tried(), then);
                if (next.isEmpty()) {
                    giveUp(claimed, outcome, then);
                } else {
                    LOG.warn(
                            "Message {} by {} failed at attempt {} and is tried again at {}: {}",
                            claimed.id(),
                            channel.name(),
                            claimed.attempt(),
                            next.get(),
                            outcome.why());
                    mark(messages.retry(claimed, next.get()), claimed);
                }
            }
        }
    }

    private void giveUp(Claimed claimed, Outcome outcome, Instant then) {
        LOG.error(
                "Message {} by {} is given up after {} attempts: {}",
                claimed.id(),
                channel.name(),
                claimed.attempt(),
                outcome.why());
        mark(messages.end(claimed, "given-up", then), claimed);
    }

    private void mark(boolean ours, Claimed claimed) {
        if (!ours) {
            LOG.warn("Message {} took longer than its lease: another try has it.", claimed.id());
        }
    }
}
