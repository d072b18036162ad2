package org.httpca.signer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Work;

/** Forgets the ids of envelopes that have expired long since, once an hour, so that the table does not grow for ever. */
final class ForgetEnvelopes implements Work {
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration KEPT = EnvelopeVerifier.MAX_LIFETIME.multipliedBy(3);

    private final Inbox inbox;
    private final Clock clock;
    private Instant next = Instant.MIN;

    ForgetEnvelopes(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public int run() {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            inbox.purge(now.minus(KEPT));
            next = now.plus(EVERY);
        }
        return 0;
    }
}
