package org.httpca.signer.decide;

import java.util.Map;
import org.httpca.forward.loop.Wakes;
import org.httpca.order.Action;
import org.httpca.order.Order;
import org.httpca.pki.Printable;
import org.httpca.signer.administrator.StoredOrder;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.halt.Issuing;

/** What an order to halt or to resume does. One administrator is enough for either. */
public final class HaltDecision {

    private static final int MOST_OF_A_REASON = 1_000;

    private final Halts halts;
    private final Settlement settlement;
    private final Wakes wakes;

    public HaltDecision(Halts halts, Settlement settlement, Wakes wakes) {
        this.halts = halts;
        this.settlement = settlement;
        this.wakes = wakes;
    }

    void on(StoredOrder row, Order order) {
        Issuing now = halts.stored();
        boolean halt = order.action() == Action.HALT;
        if (order.sequence() <= now.sequence()) {
            // also one that was held back, and comes when another has halted since
            settlement.refused(row, "another order to halt or resume came after it; look at 'approval status'");
        } else if (now.fault() == null && now.halted() == halt) {
            settlement.refused(row, halt ? "issuing is halted already" : "issuing is not halted");
        } else {
            String reason =
                    order.reason() == null ? "" : Printable.text(order.reason().strip(), MOST_OF_A_REASON);
            halts.order(halt, order.sequence(), order.administrator(), reason, order.at());
            settlement.done(row, halt ? "issuing-halted" : "issuing-resumed", Map.of("reason", reason));
            wakes.afterCommit("sign");
        }
    }
}
