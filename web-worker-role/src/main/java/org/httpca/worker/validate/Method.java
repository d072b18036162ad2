package org.httpca.worker.validate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to show control of a name. */
interface Method {

    /** Looks; what was found is returned, and what was not is thrown as {@link NotShownException}. */
    Seen look(Check check, Deadline deadline) throws InterruptedException;

    /**
     * What was found.
     *
     * @param lines where and what, for people
     * @param goodUntil when it ends by its own word; null if it says nothing of it
     */
    record Seen(List<String> lines, @Nullable Instant goodUntil) {
        Seen(List<String> lines) {
            this(lines, null);
        }
    }
}
