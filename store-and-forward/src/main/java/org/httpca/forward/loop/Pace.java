package org.httpca.forward.loop;

import java.time.Duration;

/**
 * How long a loop without work waits for its next look: {@code idle} after the first empty turn, doubled with each further one
 * up to {@code idleMax}. Looks are a safety net; wakes bring the work.
 */
public record Pace(Duration idle, Duration idleMax) {
    public Pace {
        if (idle.isNegative() || idle.isZero() || idleMax.compareTo(idle) < 0) {
            throw new IllegalArgumentException("A pace needs 0 < idle <= idleMax.");
        }
    }

    /** 1 s, growing to 5 s. */
    public static Pace standard() {
        return new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    /** The same wait after each empty turn. */
    public static Pace every(Duration interval) {
        return new Pace(interval, interval);
    }

    /** The wait after this many empty turns in a row, counted from 1. */
    Duration afterEmptyTurns(int turns) {
        Duration wait = idle;
        for (int i = 1; i < turns && wait.compareTo(idleMax) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(idleMax) < 0 ? wait : idleMax;
    }
}
