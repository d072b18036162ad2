package org.httpca.forward.outbox;

import java.time.Duration;

/**
 * Where a look into the outbox begins. What was sent leaves dead entries in the index until the table is vacuumed, and under load
 * those of a minute: to walk over them was most of what a look cost. So a look begins where all was sent some seconds ago, and once a
 * second at the very beginning, for what was committed late, or came back by a rollback. Used by one thread.
 */
final class Floor {
    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    private long steppedAtNanos = System.nanoTime() - STEP_NANOS;
    private long floor;
    private long claimed;
    private long claimedBefore;

    /** The least id to look for. */
    long next() {
        long now = System.nanoTime();
        if (now - steppedAtNanos < STEP_NANOS) {
            return floor;
        }
        steppedAtNanos = now;
        floor = claimedBefore;
        claimedBefore = claimed;
        return 0;
    }

    void claimed(long id) {
        claimed = Math.max(claimed, id);
    }
}
