package org.httpca.signer.administrator;

import java.util.UUID;
import org.httpca.order.Order;

/** A row of orders, as somebody wrote it: only the JWS in it can be believed, after it was verified. */
public record StoredOrder(long id, String administrator, UUID requestId, String action, long sequence, String jws) {

    /** Does the row say what the signed order says? */
    public boolean tells(Order order) {
        return administrator.equals(order.administrator())
                && requestId.equals(order.requestId())
                && action.equals(order.action().wireName())
                && sequence == order.sequence();
    }
}
