package org.httpca.forward.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits after faults: 100 ms, doubled with each further fault up to 10 s, of which a random half is spread (jitter). */
public final class Backoff {
    private static final long FIRST_MILLIS = 100;
    private static final long MOST_MILLIS = 10_000;

    private final RandomGenerator random;
    private int faults;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after one more fault. */
    public Duration next() {
        long full = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(faults, 10));
        faults++;
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }

    /** After a success. */
    public void reset() {
        faults = 0;
    }
}
