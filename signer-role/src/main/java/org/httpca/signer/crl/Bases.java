package org.httpca.signer.crl;

import java.time.Duration;
import java.time.Instant;

/**
 * The complete CRLs that deltas build upon (RFC 5280, section 5.2.4): a client brings its copy of that one, or of any that was made
 * since, up to date. So that every copy is of use for half a day, one is the base for as long, and those of the next half day wait.
 *
 * @param base of the deltas of now
 * @param next takes its place
 */
record Bases(Base base, Base next) {
    static final Duration STEP = Duration.ofHours(12);

    /**
     * A complete CRL.
     *
     * @param changes how many it has of its issuer
     */
    record Base(long number, long changes, Instant at) {}

    static Bases begin(Base first) {
        return new Bases(first, first);
    }

    /** With another CRL. A time that is ahead, a clock said that was wrong. */
    Bases after(Base made) {
        boolean soon =
                !made.at().isBefore(next.at()) && made.at().isBefore(next.at().plus(STEP));
        return soon ? this : new Bases(/* base= */ next, /* next= */ made);
    }
}
