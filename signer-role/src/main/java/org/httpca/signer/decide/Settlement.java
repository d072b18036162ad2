package org.httpca.signer.decide;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.httpca.pki.Octets;
import org.httpca.pki.Printable;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.administrator.StoredOrder;
import org.httpca.signer.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what became of an order, in its row and in the audit log. */
public final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Orders orders;
    private final AuditLog audit;
    private final Clock clock;

    public Settlement(Orders orders, AuditLog audit, Clock clock) {
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    void counted(StoredOrder order, String event, int given, int required) {
        orders.count(order, clock.instant());
        LOG.info("Counted an order on request {}: {}, {} of {}.", order.requestId(), event, given, required);
        audit.record(
                Decide.STAGE,
                event,
                order.requestId(),
                Map.of(
                        "administrator", order.administrator(),
                        "sequence", order.sequence(),
                        "orderSha256", sha256(order),
                        "given", given,
                        "required", required));
    }

    /** An order that is about no request. */
    void counted(StoredOrder order, String event) {
        orders.count(order, clock.instant());
        LOG.info("Counted an order of {}: {}.", order.administrator(), event);
        audit.record(
                Decide.STAGE,
                event,
                null,
                Map.of(
                        "administrator", order.administrator(),
                        "sequence", order.sequence(),
                        "orderSha256", sha256(order)));
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
                order.requestId(),
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
