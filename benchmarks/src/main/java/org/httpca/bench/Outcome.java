package org.httpca.bench;

import org.httpca.pki.Octets;

/**
 * How one request ended.
 *
 * @param startedNanos when it was sent, from the beginning of the measured part
 * @param endedNanos when its certificate, or what came instead, had arrived
 * @param fullchain what was downloaded, PEM; empty unless it was issued
 * @param reason what went wrong, in a few words that many have in common; empty if it was issued
 */
record Outcome(Applicant applicant, Kind kind, long startedNanos, long endedNanos, Octets fullchain, String reason) {

    /** What became of it. */
    enum Kind {
        ISSUED,
        /** The installation said no. */
        REJECTED,
        /** No answer, a fault, or an answer that never became final: whoever asked has nothing. */
        LOST
    }

    long latencyNanos() {
        return endedNanos - startedNanos;
    }

    /** The same request, whose certificate turned out to be none that may be counted. */
    Outcome lost(String because) {
        return new Outcome(applicant, Kind.LOST, startedNanos, endedNanos, fullchain, because);
    }
}
