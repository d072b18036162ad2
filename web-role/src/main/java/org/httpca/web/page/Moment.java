package org.httpca.web.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** An instant as the pages write it: the same everywhere, so that two people can compare what they see. */
record Moment(Instant at) {
    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** RFC 3339, to the second: for machines. */
    public String iso() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    public String text() {
        return TO_THE_MINUTE.format(at);
    }
}
