package org.httpca.web.page;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.ReplacementView;
import org.httpca.web.certificate.RevocationView;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as its page shows it.
 *
 * @param heading its first name, or its subject
 * @param path where it and its downloads are
 * @param files the downloads, most useful first
 * @param exactPath where it is whoever else uses the serial number
 * @param revoked null for one that is good and of which nothing is wanted
 * @param refused why the signer refused what was last asked for; null where it did not
 * @param choices what can be asked for, by the names of RFC 5280
 * @param replacement what it came after, and what came after it
 * @param logPath where the log proves what it has about it; null where that is nothing
 */
record CertificatePage(
        String heading,
        String serial,
        List<String> serialGroups,
        String path,
        String exactPath,
        List<String> files,
        Validity validity,
        @Nullable Revoked revoked,
        @Nullable String refused,
        List<String> choices,
        List<CertificateFacts.Fact> facts,
        List<Fingerprint> fingerprints,
        String issuerPath,
        ReplacementView replacement,
        @Nullable String logPath) {

    private static final List<String> FILES =
            List.of("fullchain.pem", "cert.pem", "chain.pem", "cert.cer", "fullchain.p7b", "cert.pem.txt");

    /**
     * @param logged whether the log has it
     * @param exact whether it was asked for with its issuer's name, as one must where two issuers used the same serial number
     */
    static CertificatePage of(
            CertificateView view,
            RevocationView revocation,
            ReplacementView replacement,
            boolean logged,
            boolean exact,
            Instant now) {
        X509Certificate certificate = Decoded.certificate(view.der().toArray());
        List<String> names = view.names().stream()
                .flatMap(name -> Stream.ofNullable(Shown.line(name)))
                .toList();
        String subject = Shown.line(view.subject());
        return new CertificatePage(
                names.isEmpty() ? Objects.requireNonNullElse(subject, view.serial()) : names.get(0),
                view.serial(),
                Fingerprint.groups(view.serial(), 8),
                path(view, exact),
                path(view, true),
                FILES,
                Validity.of(view.notBefore(), view.notAfter(), now),
                Revoked.of(revocation),
                revocation.problem() == null || revocation.wanted() != null
                        ? null
                        : Shown.line(revocation.problem().detail()),
                RevocationChoices.of(revocation),
                CertificateFacts.of(certificate),
                List.of(
                        Fingerprint.of("sha256", "SHA-256", view.der().toArray()),
                        Fingerprint.of("sha1", "SHA-1", view.der().toArray()),
                        Fingerprint.of(
                                "spki", "SHA-256", certificate.getPublicKey().getEncoded())),
                "/ca/" + view.issuer(),
                replacement,
                logged ? "/api/v1/log/certificates/" + view.sha256() : null);
    }

    static String path(CertificateView view, boolean exact) {
        return "/certificates/" + (exact ? view.issuer() + ":" : "") + view.serial();
    }

    /** What tools and the API know it by. */
    public String exactName() {
        return exactPath.substring(exactPath.lastIndexOf('/') + 1);
    }

    /** Whether the signer is asked for something. */
    public boolean waiting() {
        return revoked != null && revoked.wanted() != null;
    }
}
