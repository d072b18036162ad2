package org.httpca.web.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An instant as the pages write it: in the reader's language, and in UTC, so that two people can compare what they see. */
record Moment(Instant at) {

    /** RFC 3339, to the second: for machines. */
    public String iso() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * For people.
     *
     * @param pattern that of {@link DateTimeFormatter}, from the words of the language
     */
    public String text(Locale language, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, language)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }
}
