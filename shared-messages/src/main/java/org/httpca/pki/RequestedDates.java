package org.httpca.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * The dates that somebody asks a certificate to have (RFC 8555, section 7.1.3), in whole seconds, both ends inclusive (RFC 5280, section 4.1.2.5).
 * They are kept exactly, or refused.
 *
 * @param notBefore null for a little before the signing
 * @param notAfter null for as long after notBefore as the profile gives
 */
public record RequestedDates(
        @Nullable Instant notBefore, @Nullable Instant notAfter) {

    public static final RequestedDates NONE = new RequestedDates(null, null);

    /** A clock may be slow, and a time zone wrong by one; more is a certificate that was not there at that time. */
    public static final Duration MOST_PAST = Duration.ofHours(1);

    /** What begins later can be asked for later. */
    public static final Duration MOST_AHEAD = Duration.ofDays(30);

    /** A clock that is a minute off would see the certificate begin after its end. */
    public static final Duration LEAST = Duration.ofMinutes(1);

    /** How far a certificate begins before it is signed, for hosts whose clocks are slow, where nothing was asked for. */
    private static final Duration BACK = Duration.ofMinutes(5);

    public RequestedDates {
        notBefore = notBefore == null ? null : notBefore.truncatedTo(ChronoUnit.SECONDS);
        notAfter = notAfter == null ? null : notAfter.truncatedTo(ChronoUnit.SECONDS);
    }

    public boolean isNone() {
        return notBefore == null && notAfter == null;
    }

    /**
     * Whether a certificate of such dates can be made now.
     *
     * @param usual how long one is good for that asks for no end
     * @param most how long one may be good for
     */
    public Result<RequestedDates> check(Instant now, Duration usual, Duration most) {
        Instant start = start(now, most);
        Instant end = end(start, usual);
        if (start.isBefore(now.minus(MOST_PAST))) {
            return refused("notBefore is more than an hour ago.");
        }
        if (notBefore != null && start.isAfter(now.plus(MOST_AHEAD))) {
            return refused("notBefore is more than " + MOST_AHEAD.toDays() + " days ahead.");
        }
        if (end.isBefore(start.plus(LEAST)) || end.isBefore(now.plus(LEAST))) {
            return refused("notAfter is in the past, or less than a minute after the certificate's beginning.");
        }
        if ((notBefore == null && start.isAfter(now)) || !end.isBefore(start.plus(most))) {
            return refused("The profile issues for " + most.toHours() + " hours at most.");
        }
        return Result.passed(this);
    }

    /** The beginning of a certificate that is made now: where only its end was asked for, the length is not above the most. */
    public Instant start(Instant now, Duration most) {
        if (notBefore != null) {
            return notBefore;
        }
        Instant back = now.minus(BACK).truncatedTo(ChronoUnit.SECONDS);
        if (notAfter == null) {
            return back;
        }
        Instant earliest = notAfter.plusSeconds(1).minus(most);
        return earliest.isAfter(back) ? earliest : back;
    }

    /** The end of a certificate that begins then. */
    public Instant end(Instant start, Duration usual) {
        return notAfter != null ? notAfter : start.plus(usual).minusSeconds(1);
    }

    private static Result<RequestedDates> refused(String detail) {
        return Result.refused(ProblemType.VALIDITY_NOT_ALLOWED, detail);
    }
}
