package org.httpca.web.page;

import java.time.Duration;
import java.time.Instant;

/**
 * How much of a certificate's validity has passed, to be drawn on a bar of a thousand.
 *
 * @param tone "early", "valid", "ending" (the last sixth, and 30 days at most) or "over"
 */
record Validity(Moment from, Moment until, String tone, long daysLeft, int perMille) {

    static Validity of(Instant from, Instant until, Instant now) {
        long whole = Math.max(1, Duration.between(from, until).toSeconds());
        long spent = Math.max(0, Math.min(whole, Duration.between(from, now).toSeconds()));
        Duration left = Duration.between(now, until);
        return new Validity(
                new Moment(from), new Moment(until), tone(from, left, whole, now), Math.max(0, left.toDays()), (int)
                        (spent * 1000 / whole));
    }

    private static String tone(Instant from, Duration left, long whole, Instant now) {
        if (now.isBefore(from)) {
            return "early";
        }
        if (left.isNegative()) {
            return "over";
        }
        return left.toDays() < 30 && left.toSeconds() < whole / 6 ? "ending" : "valid";
    }

    public int percent() {
        return perMille / 10;
    }

    /** Where the mark of today begins; it is four wide and stays on the bar. */
    public int mark() {
        return Math.max(0, Math.min(996, perMille - 2));
    }
}
