package org.httpca.signer.decide;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.httpca.order.Order;
import org.httpca.problem.Result;
import org.httpca.signer.administrator.StoredOrder;
import org.httpca.signer.revocation.Revoking;
import org.httpca.signer.revocation.Revoking.Done;
import org.httpca.signer.revocation.Wish;

/** What an order to revoke or to release does. One administrator is enough. */
public final class RevokeDecision {

    private final Revoking revoking;
    private final Settlement settlement;

    public RevokeDecision(Revoking revoking, Settlement settlement) {
        this.revoking = revoking;
        this.settlement = settlement;
    }

    void on(StoredOrder row, Order order) {
        Order.Revocation target = Objects.requireNonNull(order.revocation());
        Result<Done> outcome = revoking.on(
                Wish.of(target, order.digest()), Decide.STAGE, Map.of("administrator", order.administrator()));
        if (outcome instanceof Result.Refused<Done> refused) {
            settlement.refused(row, refused.problem().detail());
            return;
        }
        Map<String, String> detail = new TreeMap<>(Map.of(
                "issuer", target.issuer(),
                "serial", target.serial(),
                "revocationReason", target.reason().label()));
        if (order.reason() != null) {
            detail.put("reason", Settlement.printable(order.reason()));
        }
        settlement.done(row, "revocation-ordered", detail);
    }
}
