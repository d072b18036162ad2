package org.httpca.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.x509.Time;

/**
 * The Time of certificates (RFC 5280, section 4.1). It is written and read digit by digit: a date format of the Java platform, made
 * anew for each time, costs more than the rest of a certificate's fields together.
 */
public final class Times {
    private static final int FIRST_OF_UTC_TIME = 1950;
    private static final int FIRST_OF_GENERALIZED_TIME = 2050;
    private static final int LAST = 9999;
    /** What Bouncy Castle makes of a time in UTC with seconds and no fraction: "20261231235959GMT+00:00". */
    private static final String UTC = "GMT+00:00";

    private static final int DIGITS = 14;

    private Times() {}

    /** In whole seconds: UTCTime through the year 2049, GeneralizedTime from 2050 on (RFC 5280, section 4.1.2.5). */
    public static Time of(Instant instant) {
        OffsetDateTime utc = instant.atOffset(ZoneOffset.UTC);
        int year = utc.getYear();
        if (year < 0 || year > LAST) {
            throw new IllegalArgumentException("No certificate can have the time " + instant);
        }
        boolean isShort = year >= FIRST_OF_UTC_TIME && year < FIRST_OF_GENERALIZED_TIME;
        StringBuilder digits = new StringBuilder(DIGITS + 1);
        if (!isShort) {
            two(digits, year / 100);
        }
        two(digits, year % 100);
        two(digits, utc.getMonthValue());
        two(digits, utc.getDayOfMonth());
        two(digits, utc.getHour());
        two(digits, utc.getMinute());
        two(digits, utc.getSecond());
        byte[] value = digits.append('Z').toString().getBytes(StandardCharsets.US_ASCII);
        byte[] der = new byte[value.length + 2];
        der[0] = (byte) (isShort ? BERTags.UTC_TIME : BERTags.GENERALIZED_TIME);
        der[1] = (byte) value.length;
        System.arraycopy(value, 0, der, 2, value.length);
        try {
            return new Time(ASN1Primitive.fromByteArray(der));
        } catch (IOException e) {
            throw new IllegalStateException("The time " + instant + " was not written as DER", e);
        }
    }

    private static void two(StringBuilder digits, int number) {
        digits.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** As {@link Time#getDate()} reads it. */
    public static Instant instant(Time time) {
        String text = time.getTime();
        if (text.length() == DIGITS + UTC.length() && text.endsWith(UTC)) {
            try {
                return LocalDateTime.of(
                                number(text, 0, 4),
                                number(text, 4, 6),
                                number(text, 6, 8),
                                number(text, 8, 10),
                                number(text, 10, 12),
                                number(text, 12, 14))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException | NumberFormatException e) {
                // a 61st second, a 13th month: the library has its own opinion of these
                return time.getDate().toInstant();
            }
        }
        return time.getDate().toInstant();
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
