package org.httpca.signer.decide;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.pki.Printable;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.administrator.StoredOrder;
import org.httpca.signer.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what became of an order, in its row and in the audit log. */
public final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private static final int MOST_OF_A_REASON = 1_000;

    private final Orders orders;
    private final AuditLog audit;
    private final Clock clock;

    public Settlement(Orders orders, AuditLog audit, Clock clock) {
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    void counted(StoredOrder order, String event, int given, int required) {
        LOG.info("Counted an order on request {}: {}, {} of {}.", order.requestId(), event, given, required);
        done(order, event, Map.of("given", given, "required", required));
    }

    /** @param detail what the audit is to say beside whose order it was */
    void done(StoredOrder order, String event, Map<String, ?> detail) {
        orders.count(order, clock.instant());
        Map<String, Object> all = new TreeMap<>(detail);
        all.put("administrator", order.administrator());
        all.put("sequence", order.sequence());
        all.put("orderSha256", sha256(order));
        audit.record(Decide.STAGE, event, about(order), all);
    }

    private static @Nullable UUID about(StoredOrder order) {
        return order.requestId().equals(Order.NO_REQUEST) ? null : order.requestId();
    }

    /** An administrator's words as the audit log and the submitter get them. */
    static String printable(String reason) {
        return Printable.text(reason.strip(), MOST_OF_A_REASON);
    }

    /** @param reason for the administrator */
    void refused(StoredOrder order, String reason) {
        orders.refuse(order, reason, clock.instant());
        LOG.warn(
                "Order {} of '{}' on request {} was refused: {}.",
                order.id(),
                Printable.text(order.administrator(), 80),
                order.requestId(),
                reason);
        audit.record(
                Decide.STAGE,
                "order-refused",
                about(order),
                Map.of(
                        "administrator", order.administrator(),
                        "action", order.action(),
                        "sequence", order.sequence(),
                        "orderSha256", sha256(order),
                        "reason", reason));
    }

    private static String sha256(StoredOrder order) {
        return Octets.of(order.jws().getBytes(StandardCharsets.UTF_8)).sha256().hex();
    }
}
