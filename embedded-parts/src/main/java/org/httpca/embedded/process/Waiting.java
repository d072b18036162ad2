package org.httpca.embedded.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something that only shows by looking again, always with an end. */
public final class Waiting {
    private static final long PAUSE_MILLIS = 20;

    private Waiting() {}

    /** Looks every 20 ms until the condition holds; false when the time is over. */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for a server.", e);
            }
        }
        return true;
    }
}
