package org.httpca.approval.decision;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.order.StoredOrders;
import org.httpca.approval.terminal.Times;
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

    /**
     * Waits for the verdict on an order about no request, and fails with what to do unless it was counted.
     *
     * @param id null if it could not be stored
     * @param tells the command that says later what has become of it
     */
    public void require(@Nullable Long id, String tells) {
        if (id == null) {
            throw new CommandFailed(ExitCode.ERROR, "Other sessions of yours are faster; try again.");
        }
        StoredOrder counted = await(id, deadline());
        if (counted == null) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "Stored, not yet counted: no signer answered within " + Times.span(patience) + "; '" + tells
                            + "' tells what becomes of it.");
        }
        if (!counted.stands()) {
            throw new CommandFailed(ExitCode.REFUSED, "The signer refused the order: " + counted.reason());
        }
    }

    public Duration patience() {
        return patience;
    }
}
