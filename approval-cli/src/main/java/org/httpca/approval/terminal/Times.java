package org.httpca.approval.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Points and spans of time for people. */
public final class Times {
    private Times() {}

    /** {@code 2026-11-21 12:00:03Z}. */
    public static String at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
    }

    /** Seconds, minutes, hours or days, whichever tells most: {@code 45 s}, {@code 3 min}, {@code 26 h}, {@code 90 days}. */
    public static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 2 * 86_400) {
            return seconds / 3600 + " h";
        }
        return seconds / 86_400 + " days";
    }
}
