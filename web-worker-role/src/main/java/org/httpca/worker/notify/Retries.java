package org.httpca.worker.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a message is tried again: after a minute, then twice as long each time up to six hours, half of it by chance; up to an end. */
final class Retries {
    static final Duration FIRST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofHours(6);

    private final Duration giveUpAfter;
    private final RandomGenerator random;

    /** @param giveUpAfter from the first try on */
    Retries(Duration giveUpAfter, RandomGenerator random) {
        this.giveUpAfter = giveUpAfter;
        this.random = random;
    }

    /**
     * After a try that failed.
     *
     * @param attempt from 1
     * @param tried the first time
     * @return empty if it is given up
     */
    Optional<Instant> next(int attempt, Instant tried, Instant now) {
        if (!now.isBefore(tried.plus(giveUpAfter))) {
            return Optional.empty();
        }
        long full = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        return Optional.of(now.plusMillis(full / 2 + random.nextLong(full / 2 + 1)));
    }
}
