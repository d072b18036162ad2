package org.httpca.envelope;

import java.util.function.Supplier;
import org.httpca.envelope.SignedStatements.Statement;
import org.httpca.problem.Result;

/** Verifies many statements of an installation's identities, whose certificates it remembers. */
public final class StatementVerifier {
    private final LiveSenders senders;

    /** @param trust the one of now: who was revoked since a statement was signed is told so */
    public StatementVerifier(Supplier<MessagingTrust> trust, String installation) {
        this.senders = new LiveSenders(trust, installation);
    }

    /** As {@link SignedStatements#verify(String, String, MessagingTrust, String)}. */
    public Result<Statement> verify(String jws, String typ) {
        return SignedStatements.verify(jws, typ, senders.now()).map(SignedStatements::statement);
    }
}
