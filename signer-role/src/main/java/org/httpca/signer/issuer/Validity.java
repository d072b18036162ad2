package org.httpca.signer.issuer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Times;

/**
 * The validity of a certificate in whole seconds, both ends inclusive (RFC 5280, section 4.1.2.5): it lasts
 * {@code notAfter - notBefore + 1 s}.
 */
public record Validity(Instant notBefore, Instant notAfter) {
    /**
     * How far notBefore lies back at most, for hosts whose clocks are slow: a tenth of the validity where that is less. It is
     * part of the validity, not added to it.
     */
    public static final Duration BACKDATED = Duration.ofMinutes(5);

    public Validity {
        if (notAfter.isBefore(notBefore)) {
            throw new IllegalArgumentException("A certificate cannot end before it begins");
        }
    }

    /** A validity of that length that began a little before now. */
    public static Validity of(Instant now, Duration length) {
        Duration tenth = length.dividedBy(10);
        Duration back = tenth.compareTo(BACKDATED) < 0 ? tenth : BACKDATED;
        Instant notBefore = now.minus(back).truncatedTo(ChronoUnit.SECONDS);
        return new Validity(notBefore, notBefore.plus(length).minusSeconds(1));
    }

    /** The same, neither begun before the issuer's own nor outliving it. */
    public Validity within(X509CertificateHolder issuer) {
        Instant from = Times.instant(issuer.toASN1Structure().getStartDate());
        Instant to = Times.instant(issuer.toASN1Structure().getEndDate());
        return new Validity(notBefore.isBefore(from) ? from : notBefore, notAfter.isAfter(to) ? to : notAfter);
    }

    /** UTCTime through the year 2049, GeneralizedTime from 2050 on. */
    public Time start() {
        return Times.of(notBefore);
    }

    public Time end() {
        return Times.of(notAfter);
    }
}
