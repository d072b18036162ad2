package org.httpca.web.page;

import java.time.Duration;

/**
 * How long ago something was, in its largest whole unit.
 *
 * @param unit "seconds", "minutes", "hours" or "days": the end of a key in the words
 */
record Age(String unit, long count) {

    /** A span below zero (clocks differ) counts as none. */
    static Age of(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return new Age("seconds", seconds);
        }
        if (seconds < 2 * 3600) {
            return new Age("minutes", seconds / 60);
        }
        return seconds < 2 * 86_400 ? new Age("hours", seconds / 3600) : new Age("days", seconds / 86_400);
    }
}
