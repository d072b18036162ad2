package org.httpca.signer.transmit;

import java.util.Map;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.outbox.ForeignRows;
import org.httpca.signer.audit.AuditLog;

/** Someone else wrote into the outbox: the audit says what was to be sealed. */
public final class ForeignRowsAudit implements ForeignRows {
    private final AuditLog audit;

    public ForeignRowsAudit(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void found(Outgoing message) {
        audit.record(
                "transmit",
                "outgoing-refused",
                null,
                Map.of(
                        "messageId",
                        message.id().toString(),
                        "type",
                        message.type().wireName(),
                        "reason",
                        "the row was not put by a signer"));
    }
}
