package org.httpca.signer.decide;

import java.util.List;
import org.httpca.forward.loop.Work;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.administrator.StoredOrder;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.instance.Agreement;
import org.springframework.transaction.support.TransactionTemplate;

/** The decide stage: one turn counts the orders that wait, in one transaction. */
public final class Decide implements Work {

    static final String STAGE = "decide";

    private static final int ORDERS_A_TURN = 50;

    private final TransactionTemplate transactions;
    private final Orders orders;
    private final Decision decision;
    private final Agreement agreement;
    private final KnownAdministrators administrators;
    private final AuditLog audit;

    public Decide(
            TransactionTemplate transactions,
            Orders orders,
            Decision decision,
            Agreement agreement,
            KnownAdministrators administrators,
            AuditLog audit) {
        this.transactions = transactions;
        this.orders = orders;
        this.decision = decision;
        this.agreement = agreement;
        this.administrators = administrators;
        this.audit = audit;
    }

    @Override
    public int run() {
        Integer handled = transactions.execute(status -> {
            List<StoredOrder> claimed = orders.claim(ORDERS_A_TURN, agreement.lastSeen());
            if (!claimed.isEmpty()) {
                lookWhoIsAdministrator();
                claimed.forEach(decision::on);
            }
            return claimed.size();
        });
        return handled == null ? 0 : handled;
    }

    /** Whoever was added or removed since the last orders counts, or counts no more, from this turn on. */
    private void lookWhoIsAdministrator() {
        KnownAdministrators.Change change = administrators.readAgain();
        if (!change.isNone()) {
            audit.record(STAGE, "administrators-changed", null, change.detail());
        }
    }
}
