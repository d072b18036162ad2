package org.httpca.signer.clearance;

import java.time.Clock;
import java.util.Map;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.RequestCertificate;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.request.Standing;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForApproval;

/**
 * Asks the policy again about a request whose profile has changed since it was held or cleared. Approvals were given for the old
 * profile: they count no more, and new ones are needed unless the new profile signs by itself.
 */
public final class Reevaluation {

    private final Assessment assessment;
    private final WaitingForApproval waiting;
    private final Orders orders;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;

    public Reevaluation(
            Assessment assessment,
            WaitingForApproval waiting,
            Orders orders,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        this.assessment = assessment;
        this.waiting = waiting;
        this.orders = orders;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
    }

    /**
     * In the current transaction, and only for a row whose clearance held ({@link Checked.Outdated}): otherwise altered content
     * would get a clearance.
     *
     * @param stage who asks, for the audit
     * @return false if someone changed the row meanwhile
     */
    public boolean again(String stage, StoredRequest row) {
        RequestCertificate command = RowContent.command(row);
        if (command == null) {
            throw new IllegalStateException("Only a row whose clearance holds is evaluated again: " + row);
        }
        Standing standing = assessment.of(command).standing();
        if (!waiting.evaluatedAgain(row, standing, clock.instant())) {
            return false;
        }
        orders.supersede(row.id());
        audit.record(
                stage,
                "request-evaluated-again",
                row.id(),
                Map.of(
                        "state", standing.state().text(),
                        "oldProfileHash", String.valueOf(row.profileHash()),
                        "newProfileHash", String.valueOf(standing.profileHash())));
        wakes.afterCommit(standing.state() == State.WAITING_FOR_SIGNATURE ? "sign" : "transmit");
        return true;
    }
}
