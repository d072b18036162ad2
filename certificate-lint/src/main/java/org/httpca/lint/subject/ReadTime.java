package org.httpca.lint.subject;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.jspecify.annotations.Nullable;

/**
 * A Time (RFC 5280, section 4.1.2.5), as it was written.
 *
 * @param epochSecond when it is; meaningless with a defect that left it unreadable
 * @param defect what is wrong with its form, null when nothing is
 */
public record ReadTime(long epochSecond, @Nullable String defect) {
    private static final int FIRST_YEAR_OF_GENERALIZED_TIME = 2050;

    static ReadTime of(ASN1Encodable encoded) {
        return of(encoded, FIRST_YEAR_OF_GENERALIZED_TIME);
    }

    /** A GeneralizedTime where no UTCTime may stand instead, as in an invalidityDate (section 5.3.2). */
    public static ReadTime generalized(ASN1GeneralizedTime time) {
        return of(time, 0);
    }

    private static ReadTime of(ASN1Encodable encoded, int firstYearOfGeneralizedTime) {
        ASN1Primitive time = encoded.toASN1Primitive();
        boolean utc = time instanceof ASN1UTCTime;
        if (!utc && !(time instanceof ASN1GeneralizedTime)) {
            throw new IllegalArgumentException("not a Time");
        }
        byte[] der;
        try {
            der = time.getEncoded();
        } catch (IOException e) {
            throw new IllegalArgumentException("not a Time", e);
        }
        // Tag and a length below 128 go before the text.
        int digits = utc ? 12 : 14;
        if (der.length != 2 + digits + 1 || der[der.length - 1] != 'Z') {
            return new ReadTime(0, utc ? "is not YYMMDDHHMMSSZ" : "is not YYYYMMDDHHMMSSZ");
        }
        for (int i = 2; i < 2 + digits; i++) {
            if (der[i] < '0' || der[i] > '9') {
                return new ReadTime(0, "has something else than digits");
            }
        }
        int at = der.length - 1 - 10;
        int year = two(der, at - 2);
        year = utc ? (year < 50 ? 2000 + year : 1900 + year) : two(der, 2) * 100 + year;
        try {
            long second = LocalDateTime.of(
                            year, two(der, at), two(der, at + 2), two(der, at + 4), two(der, at + 6), two(der, at + 8))
                    .toEpochSecond(ZoneOffset.UTC);
            boolean early = !utc && year < firstYearOfGeneralizedTime;
            return new ReadTime(second, early ? "is a GeneralizedTime before 2050" : null);
        } catch (DateTimeException e) {
            return new ReadTime(0, "is a day or time that does not exist");
        }
    }

    private static int two(byte[] digits, int at) {
        return (digits[at] - '0') * 10 + digits[at + 1] - '0';
    }
}
