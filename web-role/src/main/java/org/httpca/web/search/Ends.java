package org.httpca.web.search;

import java.time.Instant;

/** Times in microseconds since 1970, as the database counts them. */
final class Ends {
    static final long FIRST = 0;
    /** The year 9999, in which certificates without an end do end (RFC 5280, section 4.1.2.5). */
    static final long LAST = micros(Instant.parse("9999-12-31T23:59:59Z")) + 1;

    private Ends() {}

    static long micros(Instant moment) {
        return moment.getEpochSecond() * 1_000_000 + moment.getNano() / 1000;
    }
}
