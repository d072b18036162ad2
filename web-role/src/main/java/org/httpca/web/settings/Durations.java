package org.httpca.web.settings;

import java.time.Duration;
import org.httpca.start.InvalidSettingException;

/** A span that may be none, and not less. */
final class Durations {
    private Durations() {}

    static void check(String key, Duration duration) {
        if (duration.isNegative()) {
            throw new InvalidSettingException(
                    key + " cannot be less than none: set it to a time such as 30s, or to 0s.");
        }
    }
}
