package org.httpca.worker.validate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.httpca.acme.problem.AcmeProblemType;

/** When a check is over, whatever the other side does. By the clock that nobody sets. */
final class Deadline {
    private final long atNanos;
    private final long seconds;

    private Deadline(Duration time) {
        this.atNanos = System.nanoTime() + time.toNanos();
        this.seconds = time.toSeconds();
    }

    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    boolean isOver() {
        return atNanos - System.nanoTime() <= 0;
    }

    /**
     * What is left, up to so much.
     *
     * @return at least 1
     * @throws NotShownException once it is over
     */
    int millis(int most) {
        long left = TimeUnit.NANOSECONDS.toMillis(atNanos - System.nanoTime());
        if (left <= 0) {
            throw over();
        }
        return (int) Math.min(left, most);
    }

    NotShownException over() {
        return NotShownException.forNow(
                AcmeProblemType.CONNECTION, "The check took longer than " + seconds + " s, and was given up.");
    }
}
