package org.httpca.forward.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Opening;
import org.httpca.envelope.Verified;
import org.httpca.forward.broker.Receiver;
import org.httpca.forward.parked.Parked;
import org.httpca.message.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens envelopes and gives them their effect once: the ids of a batch are remembered in the transaction of its effect. When a
 * batch fails by its data, it is halved down to the envelope that does it; that one takes effect but for the message that
 * cannot, which is parked. Returns normally once everything is committed, so that the batch may be acknowledged.
 */
public final class Inbox implements Receiver.Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final String queue;
    private final EnvelopeVerifier verifier;
    private final TransactionTemplate transactions;
    private final KnownEnvelopes known;
    private final Parked parked;
    private final Handler handler;
    private final Refusals refusals;
    private final Clock clock;
    private InboxCounts counts = InboxCounts.NONE;

    /** @param transactions of the plain JDBC kind: the search for a poisonous message needs savepoints */
    public Inbox(
            String queue,
            EnvelopeVerifier verifier,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Handler handler,
            Refusals refusals,
            Clock clock) {
        this.queue = queue;
        this.verifier = verifier;
        this.transactions = transactions;
        this.known = new KnownEnvelopes(jdbc);
        this.parked = new Parked(jdbc, clock);
        this.handler = handler;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public void accept(List<byte[]> bodies) {
        apply(bodies.stream()
                .map(body -> new Delivery(body, verifier.open(body)))
                .toList());
    }

    public synchronized InboxCounts counts() {
        return counts;
    }

    /** Forgets envelopes received before that instant, which must be longer ago than any envelope lives. Returns how many. */
    public int purge(Instant before) {
        return known.purge(before);
    }

    private void apply(List<Delivery> deliveries) {
        if (attempt(deliveries, handler::handle)) {
            return;
        }
        if (deliveries.size() > 1) {
            int half = deliveries.size() / 2;
            apply(deliveries.subList(0, half));
            apply(deliveries.subList(half, deliveries.size()));
        } else if (!attempt(deliveries, null)) {
            throw new IllegalStateException("An envelope fails even without its poisonous messages.");
        }
    }

    /** One transaction. False if it failed by its data and was rolled back. */
    private boolean attempt(List<Delivery> deliveries, @Nullable Handler whole) {
        try {
            InboxCounts seen = transactions.execute(status -> {
                Taking taking = new Taking();
                taking.take(deliveries);
                if (whole != null) {
                    taking.handle(whole);
                } else {
                    new PoisonSearch(handler, status).handle(taking.messages, taking::refuse);
                }
                return taking.counts();
            });
            count(seen);
            return true;
        } catch (RuntimeException e) {
            if (!Culprit.isData(e)) {
                throw e;
            }
            LOG.warn("A batch of {} from {} fails by its data and is taken apart.", deliveries.size(), queue, e);
            return false;
        }
    }

    private synchronized void count(InboxCounts seen) {
        counts = counts.plus(seen);
    }

    /** What one transaction does. */
    private final class Taking {
        private final Instant now = clock.instant();
        private final List<Arrived> messages = new ArrayList<>();
        private long accepted;
        private long replayed;
        private long expired;
        private long refused;

        void take(List<Delivery> deliveries) {
            Set<UUID> fresh = known.add(ids(deliveries), now);
            for (Delivery delivery : deliveries) {
                if (delivery.opening() instanceof Opening.Opened opened) {
                    if (fresh.remove(opened.envelopeId())) {
                        take(delivery, opened);
                    } else {
                        replayed++;
                    }
                } else if (delivery.opening() instanceof Opening.Forged forged) {
                    refuse(forged.reason(), delivery.body());
                } else {
                    expired++;
                }
            }
        }

        private void take(Delivery delivery, Opening.Opened opened) {
            accepted++;
            opened.messages().forEach(message -> messages.add(new Arrived(message, delivery.body())));
            opened.unreadable()
                    .forEach(unreadable -> refuse(
                            "message " + unreadable.messageId() + " (" + unreadable.type() + "): "
                                    + unreadable.reason(),
                            delivery.body()));
        }

        private List<UUID> ids(List<Delivery> deliveries) {
            List<UUID> ids = new ArrayList<>(deliveries.size());
            for (Delivery delivery : deliveries) {
                if (delivery.opening() instanceof Opening.Opened opened) {
                    ids.add(opened.envelopeId());
                }
            }
            return ids;
        }

        void handle(Handler whole) {
            if (!messages.isEmpty()) {
                whole.handle(messages.stream().map(Arrived::message).toList());
            }
        }

        void refuse(String reason, byte[] body) {
            refused++;
            parked.incoming(queue, reason, body);
            refusals.refused(new Refusal(Parked.clean(reason), queue, body, now));
        }

        InboxCounts counts() {
            return new InboxCounts(accepted, replayed, expired, refused);
        }
    }

    /** A message and the envelope that it came in. */
    record Arrived(Verified<Message> message, byte[] body) {}
}
