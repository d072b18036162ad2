package org.httpca.signer.accept;

import java.util.Map;
import org.httpca.forward.inbox.Refusal;
import org.httpca.forward.inbox.Refusals;
import org.httpca.pki.Octets;
import org.httpca.signer.audit.AuditLog;

/** What came from the broker and was forged, misaddressed, not its sender's to say, or unreadable: the audit says so. */
public final class AcceptRefusals implements Refusals {

    private final AuditLog audit;

    public AcceptRefusals(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void refused(Refusal refusal) {
        audit.record(
                Accept.STAGE,
                "message-refused",
                null,
                Map.of(
                        "reason", refusal.reason(),
                        "queue", refusal.queue(),
                        "octets", refusal.body().length,
                        "sha256", Octets.of(refusal.body()).sha256().hex()));
    }
}
