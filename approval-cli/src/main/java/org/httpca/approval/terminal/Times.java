package org.httpca.approval.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Points and spans of time for people. */
public final class Times {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");

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

    /** {@code 30s}, {@code 15m}, {@code 8h} or {@code 3d}; null for anything else. */
    public static @Nullable Duration parse(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
