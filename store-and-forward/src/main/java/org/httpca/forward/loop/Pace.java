package org.httpca.forward.loop;

import java.time.Duration;

/**
 * How long a loop without work waits for its next look: {@code idle} after the first empty turn, doubled with each further one
 * up to {@code idleMax}. Looks are a safety net; wakes bring the work.
 *
 * @param apart the least time from one turn with work to the next turn: what comes meanwhile shares a turn and its commit, while
 *     what comes after a pause is taken at once
 */
public record Pace(Duration idle, Duration idleMax, Duration apart) {
    /** As long as a hop takes by itself: it costs a busy system nothing, and a lone request does not meet it. */
    public static final Duration GATHERING = Duration.ofMillis(8);

    public Pace {
        if (apart.isNegative() || idle.isNegative() || idle.isZero() || idleMax.compareTo(idle) < 0) {
            throw new IllegalArgumentException("A pace needs 0 < idle <= idleMax and 0 <= apart.");
        }
    }

    /** Turns that follow each other as fast as they can. */
    public Pace(Duration idle, Duration idleMax) {
        this(idle, idleMax, Duration.ZERO);
    }

    /** 1 s, growing to 5 s; under load turns are {@link #GATHERING} apart. */
    public static Pace standard() {
        return new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), GATHERING);
    }

    /** The same wait after each empty turn. */
    public static Pace every(Duration interval) {
        return new Pace(interval, interval);
    }

    /** What is left of the time between two turns after one that had work and took so long. */
    public Duration afterWork(Duration took) {
        Duration left = apart.minus(took);
        return left.isNegative() ? Duration.ZERO : left;
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
