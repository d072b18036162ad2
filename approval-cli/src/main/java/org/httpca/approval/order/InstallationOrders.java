package org.httpca.approval.order;

import java.time.Clock;
import java.time.Instant;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Order;
import org.jspecify.annotations.Nullable;

/** Orders of one administrator that are about no request. */
public final class InstallationOrders {
    private static final int SEQUENCE_ATTEMPTS = 5;

    private final StoredOrders orders;
    private final AdministratorKey key;
    private final Clock clock;

    public InstallationOrders(StoredOrders orders, AdministratorKey key, Clock clock) {
        this.orders = orders;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Signs and appends an order.
     *
     * @param above a number that the order's own is to be larger than; 0 if any will do
     * @return the id of its row; null if other sessions of this administrator were always faster
     */
    public @Nullable Long append(Action action, @Nullable String reason, long above) {
        for (int attempt = 0; attempt < SEQUENCE_ATTEMPTS; attempt++) {
            Instant at = clock.instant();
            long sequence = Math.max(orders.nextSequence(key.name(), at), above + 1);
            Order order = Order.onInstallation(key.name(), action, reason, at, sequence);
            Long stored = orders.append(order, key.sign(order));
            if (stored != null) {
                return stored;
            }
        }
        return null;
    }
}
