package org.httpca.approval.decision;

import java.time.Clock;
import java.time.Duration;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.order.OwnOrders;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.order.StoredOrders;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.jspecify.annotations.Nullable;

/** Orders the signers to read their profiles again. */
public final class ReloadOrder {
    private final OwnOrders orders;
    private final Counting counting;

    /** @param patience how long to wait for a signer to count the order */
    public ReloadOrder(SignerDatabase database, AdministratorKey key, Clock clock, Duration patience) {
        StoredOrders stored = new StoredOrders(database);
        this.orders = new OwnOrders(stored, key, clock);
        this.counting = new Counting(stored, patience);
    }

    /** The id of the order's row; null if other sessions of this administrator were always faster. */
    public @Nullable Long place() {
        return orders.onInstallation(Action.RELOAD_PROFILES, null, 0);
    }

    /** The order with its verdict, or null if there was none in time. */
    public @Nullable StoredOrder counted(long id) {
        return counting.await(id, counting.deadline());
    }
}
