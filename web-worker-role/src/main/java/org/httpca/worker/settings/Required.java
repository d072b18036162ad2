package org.httpca.worker.settings;

import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/** What a role cannot start without. */
final class Required {
    private Required() {}

    static void value(@Nullable Object value, String key, String meaning) {
        if (value == null || value.toString().isBlank()) {
            throw new InvalidSettingException(key + " is missing: set it to " + meaning + ".");
        }
    }
}
