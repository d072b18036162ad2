package org.httpca.approval.decision;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.order.StoredOrders;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** Orders the signers to read their profiles again. It is about no request: what stands for one is made of the order's number. */
public final class ReloadOrder {
    private static final int SEQUENCE_ATTEMPTS = 5;

    private final StoredOrders orders;
    private final Counting counting;
    private final AdministratorKey key;
    private final Clock clock;

    /** @param patience how long to wait for a signer to count the order */
    public ReloadOrder(SignerDatabase database, AdministratorKey key, Clock clock, Duration patience) {
        this.orders = new StoredOrders(database);
        this.counting = new Counting(orders, patience);
        this.key = key;
        this.clock = clock;
    }

    /** The id of the order's row; null if other sessions of this administrator were always faster. */
    public @Nullable Long place() {
        for (int attempt = 0; attempt < SEQUENCE_ATTEMPTS; attempt++) {
            Instant at = clock.instant();
            long sequence = orders.nextSequence(key.name(), at);
            byte[] target = (Action.RELOAD_PROFILES.wireName() + "/" + key.name() + "/" + sequence)
                    .getBytes(StandardCharsets.UTF_8);
            Order order = new Order(
                    key.name(),
                    Action.RELOAD_PROFILES,
                    UUID.nameUUIDFromBytes(target),
                    Octets.of(target).sha256(),
                    null,
                    at,
                    sequence);
            Long stored = orders.append(order, key.sign(order));
            if (stored != null) {
                return stored;
            }
        }
        return null;
    }

    /** The order with its verdict, or null if there was none in time. */
    public @Nullable StoredOrder counted(long id) {
        return counting.await(id, counting.deadline());
    }
}
