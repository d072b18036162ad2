package org.httpca.signer.clearance;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.MessageJson;
import org.httpca.message.RuleFinding;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForApproval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a row that somebody other than a signer wrote: it goes back to Waiting-For-Approval, and the audit says so once.
 * If what the accept stage held is still there unaltered, administrators may approve it; otherwise nobody can say what was asked
 * for, and they can only reject it.
 */
public final class Tampering {

    private static final Logger LOG = LoggerFactory.getLogger(Tampering.class);

    private static final String FINDINGS = MessageJson.mapper()
            .writeValueAsString(List.of(new RuleFinding(
                    "clearance", "reject", "The stored request was altered by somebody. It can only be rejected.")));

    private final ClearanceCheck check;
    private final WaitingForApproval waiting;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;

    public Tampering(ClearanceCheck check, WaitingForApproval waiting, AuditLog audit, Wakes wakes, Clock clock) {
        this.check = check;
        this.waiting = waiting;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
    }

    /**
     * Takes the row back, in the current transaction.
     *
     * @param stage who found it, for the audit
     * @param why as {@link Checked.Altered} says it
     * @return false if that was done before, or someone changed the row meanwhile
     */
    public boolean found(String stage, StoredRequest row, String why) {
        boolean held = check.held(row) != null;
        if (!waiting.takeBack(row, held, held ? row.findings() : FINDINGS, clock.instant())) {
            return false;
        }
        LOG.warn("Request {} was altered in the database: {}. It waits for approval now.", row.id(), why);
        audit.record(
                stage,
                "request-found-altered",
                row.id(),
                Map.of("why", why, "state", row.state().text(), "canBeApproved", held));
        wakes.afterCommit("transmit");
        return true;
    }
}
