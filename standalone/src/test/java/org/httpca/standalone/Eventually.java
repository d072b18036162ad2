package org.httpca.standalone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what the stages do on threads of their own: looks again and again, until it is enough or the time is over. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private Eventually() {}

    /** @param what a sentence that should come true, for the failure's message */
    static void holds(String what, BooleanSupplier condition) {
        found(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** What the look gives as soon as it gives something. */
    static <T> T found(String what, Supplier<Optional<T>> look) {
        try {
            return see(what, PATIENCE, look::get, Optional::isPresent).orElseThrow();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What was enough.
     *
     * @throws AssertionError with what was seen last
     */
    static <T> T see(String what, Duration limit, Callable<T> look, Predicate<T> enough) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        for (T seen = look.call(); ; seen = look.call()) {
            if (enough.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("Not within " + limit.toSeconds() + " s: " + what + ". Last seen: " + seen);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    static void holds(String what, Duration limit, Callable<Boolean> look) throws Exception {
        see(what, limit, look, Boolean::booleanValue);
    }
}
