package org.httpca.signer.accept;

import java.util.List;
import org.httpca.envelope.Verified;
import org.httpca.message.LogSeen;
import org.httpca.signer.log.SeenLog;

/** How much of the log of certificates the web side has. */
public final class AcceptLog {
    private final SeenLog seen;

    public AcceptLog(SeenLog seen) {
        this.seen = seen;
    }

    void accept(List<Verified<LogSeen>> messages) {
        messages.forEach(message -> seen.accept(message.value(), Accept.STAGE));
    }
}
