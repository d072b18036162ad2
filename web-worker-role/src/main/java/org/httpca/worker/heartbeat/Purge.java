package org.httpca.worker.heartbeat;

import java.time.Clock;
import java.time.Duration;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets the ids of envelopes that have expired for certain: twice the longest lifetime. */
public final class Purge implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);
    private static final Duration KEPT = EnvelopeVerifier.MAX_LIFETIME.multipliedBy(2);

    private final Inbox inbox;
    private final Clock clock;

    public Purge(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public int run() {
        int count = inbox.purge(clock.instant().minus(KEPT));
        if (count > 0) {
            LOG.debug("Forgot {} envelopes.", count);
        }
        // no hurry: what else is old goes the next time
        return 0;
    }
}
