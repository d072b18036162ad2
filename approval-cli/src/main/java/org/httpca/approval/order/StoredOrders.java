package org.httpca.approval.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.order.Order;
import org.jspecify.annotations.Nullable;

/** The table {@code admin_order}: this program appends, and never changes what is there. */
public final class StoredOrders {
    /** The channel on which the signer's decide stage listens. */
    private static final String CHANNEL = "order";

    private final SignerDatabase database;

    public StoredOrders(SignerDatabase database) {
        this.database = database;
    }

    /** The orders on a request, in the order in which they were stored. */
    public List<StoredOrder> on(UUID request) {
        return database.list(
                "select " + StoredOrder.COLUMNS + " from admin_order where request_id = ? order by id",
                StoredOrder::read,
                request);
    }

    public @Nullable StoredOrder find(long id) {
        return database.first(
                "select " + StoredOrder.COLUMNS + " from admin_order where id = ?", StoredOrder::read, id);
    }

    /** The next sequence number of an administrator: the larger of the last + 1 and the time in milliseconds. */
    public long nextSequence(String administrator, Instant now) {
        Long last = database.first(
                "select coalesce(max(sequence), 0) as last from admin_order where administrator = ?",
                row -> row.number("last"),
                administrator);
        return Math.max((last == null ? 0 : last) + 1, now.toEpochMilli());
    }

    /**
     * Appends an order and wakes the signer.
     *
     * @return its id; null if the administrator has an order on this request, or one with this sequence number
     */
    public @Nullable Long append(Order order, String jws) {
        Long id = database.first(
                "insert into admin_order (administrator, request_id, action, sequence, jws) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing returning id",
                row -> row.number("id"),
                order.administrator(),
                order.requestId(),
                order.action().wireName(),
                order.sequence(),
                jws);
        if (id != null) {
            database.wake(CHANNEL);
        }
        return id;
    }

    /** How many orders the signer has not looked at, and since when. */
    public Uncounted uncounted() {
        Uncounted uncounted = database.first(
                "select count(*) as orders, min(stored_at) as oldest from admin_order where counted_at is null",
                row -> new Uncounted(row.number("orders"), row.instantOrNull("oldest")));
        return uncounted == null ? new Uncounted(0, null) : uncounted;
    }

    /** Orders that wait for the signer; {@code oldest} is null if there are none. */
    public record Uncounted(long orders, @Nullable Instant oldest) {}
}
