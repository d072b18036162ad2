package org.httpca.web.search;

import java.net.IDN;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.httpca.pki.Identifier;
import org.httpca.pki.SerialNumbers;

/** The one spelling that the database has, of what people write in several. */
final class Spelling {
    private static final int SHA256_DIGITS = 64;
    /** What PostgreSQL can say in microseconds, and more than a certificate can (RFC 5280, section 4.1.2.5). */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final Instant FIRST = Instant.EPOCH;

    private Spelling() {}

    /** Lower-case hexadecimal, of what may have capitals, colons, spaces, leading zeros or 0x. */
    static Optional<String> serial(String text) {
        String digits = digits(text);
        return SerialNumbers.parse(digits).isPassed()
                ? Optional.of(SerialNumbers.hex(SerialNumbers.parse(digits).orElseThrow()))
                : Optional.empty();
    }

    /** A SHA-256 in lower-case hexadecimal. */
    static Optional<String> sha256(String text) {
        String digits = digits(text).toLowerCase(Locale.ROOT);
        boolean hexadecimal = digits.length() == SHA256_DIGITS
                && digits.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
        return hexadecimal ? Optional.of(digits) : Optional.empty();
    }

    private static String digits(String text) {
        String bare = text.replace(":", "").replace(" ", "");
        return bare.startsWith("0x") || bare.startsWith("0X") ? bare.substring(2) : bare;
    }

    /** Lower case; an address as RFC 5952 writes it, a DNS name in A-labels (RFC 5890) and without its dots at the ends. */
    static String name(String text) {
        var address = Identifier.ip(text);
        if (address.isPassed()) {
            return address.orElseThrow().value();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        boolean domain = lower.indexOf('.') >= 0 && lower.indexOf(' ') < 0;
        if (!domain) {
            return lower;
        }
        int from = lower.startsWith(".") ? 1 : 0;
        int to = lower.length() - (lower.endsWith(".") && lower.length() > 1 ? 1 : 0);
        return from < to ? aLabels(lower.substring(from, to)) : lower;
    }

    private static String aLabels(String name) {
        if (name.chars().allMatch(c -> c < 128)) {
            return name;
        }
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name; // not a domain after all: a common name may have dots
        }
    }

    /** RFC 3339, or a day, which begins at midnight in UTC. */
    static Optional<Instant> moment(String text) {
        try {
            Instant moment = text.length() == "2000-01-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            return moment.isBefore(FIRST) || moment.isAfter(LAST) ? Optional.empty() : Optional.of(moment);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
