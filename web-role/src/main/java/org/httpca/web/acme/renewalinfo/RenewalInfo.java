package org.httpca.web.acme.renewalinfo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When certificates should be renewed. */
@Component
public class RenewalInfo {
    /** Within that time a client learns that an operator pulls a renewal forward, or that its certificate is revoked. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(6);

    private static final Duration LOOK_AGAIN_AT_LEAST = Duration.ofMinutes(1); // RFC 9773, section 4.3.2

    /** A window that has passed: at once. */
    private static final Duration AGO = Duration.ofHours(1);

    private final Issuers issuers;
    private final Certificates certificates;
    private final RenewalWindows windows;
    private final Clock clock;

    RenewalInfo(Issuers issuers, Certificates certificates, RenewalWindows windows, Clock clock) {
        this.issuers = issuers;
        this.certificates = certificates;
        this.windows = windows;
        this.clock = clock;
    }

    /**
     * The suggestion (RFC 9773, section 4.2).
     *
     * @param explanation an address for people; null for none
     * @param lookAgain after which time a client asks again
     */
    record Suggestion(Instant start, Instant end, @Nullable String explanation, Duration lookAgain) {}

    /** The certificate of this id (section 4.1); refused as malformed where that is none, empty where it was not issued here. */
    public Optional<CertificateView> find(String id) {
        CertificateId read = CertificateId.parse(id);
        return issuers.all().stream()
                .filter(issuer -> keyIdentifier(issuer)
                        .filter(read.keyIdentifier()::equals)
                        .isPresent())
                .flatMap(issuer -> find(issuer.name(), SerialNumbers.hex(read.serial())).stream())
                .findFirst();
    }

    /**
     * What an operator says; otherwise from two thirds of the certificate's life until five sixths, so that a sixth is left for what goes wrong. What is
     * revoked should have been renewed.
     */
    Suggestion of(CertificateView certificate) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Duration life = Duration.between(certificate.notBefore(), certificate.notAfter());
        Duration again = lookAgain(life);
        if (certificates.revocation(certificate).isRevoked()) {
            return new Suggestion(now.minus(AGO.multipliedBy(2)), now.minus(AGO), null, again);
        }
        Instant usual =
                certificate.notBefore().plus(life.multipliedBy(2).dividedBy(3)).truncatedTo(ChronoUnit.SECONDS);
        return windows.of(certificate)
                .filter(window -> window.startsAt().isBefore(usual))
                .map(window -> new Suggestion(window.startsAt(), window.endsAt(), window.explanationUrl(), again))
                .orElseGet(() -> new Suggestion(
                        usual,
                        certificate.notAfter().minus(life.dividedBy(6)).truncatedTo(ChronoUnit.SECONDS),
                        null,
                        again));
    }

    /** What lives for hours is looked at more often. */
    private static Duration lookAgain(Duration life) {
        Duration part = life.dividedBy(24);
        if (part.compareTo(LOOK_AGAIN) > 0) {
            return LOOK_AGAIN;
        }
        return part.compareTo(LOOK_AGAIN_AT_LEAST) < 0 ? LOOK_AGAIN_AT_LEAST : part;
    }

    private Optional<CertificateView> find(String issuer, String serial) {
        Result<CertificateView> found = certificates.find(issuer + ":" + serial);
        return found instanceof Result.Passed<CertificateView> passed ? Optional.of(passed.value()) : Optional.empty();
    }

    /** What stands in its certificates as the authority's. */
    private static Optional<Octets> keyIdentifier(IssuerView issuer) {
        try {
            SubjectKeyIdentifier identifier = SubjectKeyIdentifier.fromExtensions(
                    new X509CertificateHolder(issuer.certificate().toArray()).getExtensions());
            return Optional.ofNullable(identifier).map(one -> Octets.of(one.getKeyIdentifier()));
        } catch (IOException e) {
            throw new IllegalStateException("The database holds an unreadable issuer.", e);
        }
    }
}
