package org.httpca.worker.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a check is made again that failed by what may pass: a record that is not everywhere yet, a server that is being started. Clients wait some
 * seconds for an outcome, and few of them for half a minute.
 */
final class Retries {
    static final int MOST_ATTEMPTS = 3;
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Retries() {}

    /** @return empty if that was the last attempt */
    static Optional<Instant> next(Check check, Instant now) {
        if (check.attempt() == 1) {
            return Optional.of(now.plus(SHORT));
        }
        boolean again =
                check.attempt() < MOST_ATTEMPTS && now.isBefore(check.askedAt().plus(PATIENCE));
        return again ? Optional.of(now.plus(LONG)) : Optional.empty();
    }
}
