package org.httpca.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something that ends: an identity, a certificate, a CRL.
 *
 * @param what begins the sentence, such as "The messaging identity of worker-1"
 * @param wayOut a sentence; may be empty
 */
public record Ending(String what, Instant at, String wayOut) {

    /** What ends within this time is urgent. */
    public static final Duration URGENT = Duration.ofDays(7);

    /** The sentence for the operator; empty while it is longer away than that. */
    public Optional<String> alarm(Instant now, Duration ahead) {
        if (!at.isBefore(now.plus(ahead))) {
            return Optional.empty();
        }
        Instant end = at.truncatedTo(ChronoUnit.SECONDS);
        String sentence;
        if (!now.isBefore(at)) {
            sentence = "URGENT: " + what + " ended at " + end + ".";
        } else {
            long days = Duration.between(now, at).toDays();
            String left = days == 0 ? "in less than a day" : days == 1 ? "in 1 day" : "in " + days + " days";
            sentence = (isUrgent(now) ? "URGENT: " : "") + what + " ends " + left + ", at " + end + ".";
        }
        return Optional.of(wayOut.isEmpty() ? sentence : sentence + " " + wayOut);
    }

    /** Whether it is over, or nearly. */
    public boolean isUrgent(Instant now) {
        return at.isBefore(now.plus(URGENT));
    }
}
