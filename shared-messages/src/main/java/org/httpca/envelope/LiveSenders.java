package org.httpca.envelope;

import java.util.function.Supplier;

/** Those whom the trust of now vouches for; what was remembered of others is forgotten with them. */
final class LiveSenders {
    private final Supplier<MessagingTrust> trust;
    private final String installation;
    private volatile TrustedSenders senders;

    LiveSenders(Supplier<MessagingTrust> trust, String installation) {
        this.trust = trust;
        this.installation = installation;
        this.senders = new TrustedSenders(trust.get(), installation);
    }

    TrustedSenders now() {
        TrustedSenders before = senders;
        MessagingTrust now = trust.get();
        if (before.trust() == now) {
            return before;
        }
        TrustedSenders after = new TrustedSenders(now, installation);
        senders = after;
        return after;
    }
}
