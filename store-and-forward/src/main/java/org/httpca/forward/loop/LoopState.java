package org.httpca.forward.loop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a loop fares.
 *
 * @param name of the loop and of its thread
 * @param lastTurn end of the last turn that went through; null before the first
 * @param lastError what the last turn failed with; null when it went through
 * @param failures turns that failed since the start
 */
public record LoopState(
        String name, @Nullable Instant lastTurn, @Nullable String lastError, long failures) {
    /** Before the first turn. */
    public static LoopState fresh(String name) {
        return new LoopState(name, null, null, 0);
    }

    /** After a turn that went through. */
    public LoopState turned(Instant at) {
        return new LoopState(name, at, null, failures);
    }

    /** After a turn that failed. */
    public LoopState failed(Throwable fault) {
        return new LoopState(
                name, lastTurn, fault.getClass().getSimpleName() + ": " + fault.getMessage(), failures + 1);
    }
}
