package org.httpca.approval.decision;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.order.StoredOrders;
import org.jspecify.annotations.Nullable;

/** Waits until the signer has said what it makes of an order. */
public final class Counting {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final StoredOrders orders;
    private final Duration patience;

    public Counting(StoredOrders orders, Duration patience) {
        this.orders = orders;
        this.patience = patience;
    }

    /** When patience that begins now will end; in the time of {@link System#nanoTime}. */
    public long deadline() {
        return System.nanoTime() + patience.toNanos();
    }

    /** The order with its verdict, or null if there was none in time. */
    public @Nullable StoredOrder await(long id, long deadline) {
        while (true) {
            StoredOrder order = orders.find(id);
            if (order != null && order.verdict() != null) {
                return order;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return null;
            }
            // Nothing tells this process that the signer has counted; short polls on a primary key cost nothing.
            LockSupport.parkNanos(Math.min(POLL_NANOS, left));
        }
    }

    public Duration patience() {
        return patience;
    }
}
