package org.httpca.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.ReplacementView;
import org.httpca.web.certificate.RevocationView;
import org.jspecify.annotations.Nullable;

/**
 * A certificate, without its request: whoever knows that id may see the request.
 *
 * @param url its page; its files are under it
 * @param revocation null where nothing was ever said about it or asked for
 * @param replaces null where it was not issued to replace another
 * @param replacedBy what was issued to replace it, oldest first
 */
record CertificateJson(
        String issuer,
        String serial,
        String subject,
        List<String> names,
        String key,
        String sha256,
        String publicKeySha256,
        Instant notBefore,
        Instant notAfter,
        String url,
        @Nullable Revocation revocation,
        @Nullable Other replaces,
        List<Other> replacedBy) {

    /** Another certificate. */
    record Other(String issuer, String serial, String url) {
        static Other of(ReplacementView.Place place, UnaryOperator<String> links) {
            return new Other(place.issuer(), place.serial(), links.apply(place.path()));
        }
    }

    /**
     * What became of it.
     *
     * @param status {@code good}, {@code on-hold} or {@code revoked}
     * @param reason by its name of RFC 5280, section 5.3.1; null for a good one
     * @param since when it is so; null where the signer never said anything
     * @param requested what the signer has not answered yet
     * @param problem why the last wish was refused (RFC 9457)
     */
    record Revocation(
            String status,
            @Nullable RevocationReason reason,
            @Nullable Instant since,
            @Nullable Requested requested,
            @Nullable Map<String, Object> problem) {

        static @Nullable Revocation of(RevocationView view) {
            if (view.equals(RevocationView.NONE)) {
                return null;
            }
            Problem problem = view.problem();
            RevocationView.Wanted wanted = view.wanted();
            return new Revocation(
                    view.status(),
                    view.reason(),
                    view.at(),
                    wanted == null ? null : new Requested(wanted.reason(), wanted.requestedAt()),
                    problem == null ? null : problem.toMap());
        }
    }

    /** A wish without an answer; {@code removeFromCRL} asks for the release. */
    record Requested(RevocationReason reason, Instant requestedAt) {}

    static CertificateJson of(
            CertificateView certificate,
            RevocationView revocation,
            ReplacementView replacement,
            UnaryOperator<String> links) {
        return new CertificateJson(
                certificate.issuer(),
                certificate.serial(),
                certificate.subject(),
                certificate.names(),
                certificate.keyLabel(),
                certificate.sha256(),
                certificate.spkiSha256(),
                certificate.notBefore(),
                certificate.notAfter(),
                links.apply("/certificates/" + certificate.serial()),
                Revocation.of(revocation),
                replacement.replaces() == null ? null : Other.of(replacement.replaces(), links),
                replacement.replacedBy().stream()
                        .map(place -> Other.of(place, links))
                        .toList());
    }
}
