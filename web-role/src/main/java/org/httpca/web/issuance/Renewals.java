package org.httpca.web.issuance;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.RenewalProof;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of a renewal without the signer, which looks at everything again and believes nothing of it. The profile and the
 * requester are those of the certificate's own request.
 */
final class Renewals {
    private static final String DOOR = "api";

    private final Checks checks;
    private final Replacements replacements;
    private final Certificates certificates;
    private final Requests requests;
    private final Clock clock;

    Renewals(Checks checks, Replacements replacements, Certificates certificates, Requests requests, Clock clock) {
        this.checks = checks;
        this.replacements = replacements;
        this.certificates = certificates;
        this.requests = requests;
        this.clock = clock;
    }

    Result<Draft> check(Renewal renewal, @Nullable String key) {
        CertificateView certificate = renewal.certificate();
        Problem revoked = revoked(certificate);
        if (revoked != null) {
            return Result.refused(revoked);
        }
        UUID id = certificate.requestId();
        Optional<RequestView> before = id == null ? Optional.empty() : requests.find(id);
        return before.isEmpty()
                ? Result.refused(
                        ProblemType.NOT_RENEWABLE,
                        "The request that this certificate was issued for is not known here. Submit an ordinary request.")
                : proof(renewal).flatMap(proof -> check(renewal, before.get(), proof.value(), key));
    }

    private Result<Draft> check(
            Renewal renewal, RequestView before, @Nullable CertificationRequest proof, @Nullable String key) {
        Submission submission = new Submission(
                DOOR,
                null,
                renewal.source(),
                renewal.csr(),
                before.profile(),
                new Requester(before.requesterName(), before.requesterEmail()),
                renewal.note(),
                renewal.correlationId());
        return checks.check(
                        submission,
                        request -> shown(renewal, request, proof)
                                .flatMap(any -> names(renewal.certificate(), request, proof))
                                .flatMap(names -> unused(renewal, request, key).map(any -> names)))
                .map(draft -> draft.replacing(
                        renewal.certificate(),
                        isProven(draft.csr(), proof) ? DOOR : RequestCertificate.MUTUAL_TLS,
                        proof == null ? List.of() : List.of(RenewalProof.evidence(proof))));
    }

    private static Result<Maybe> proof(Renewal renewal) {
        return renewal.proof() == null
                ? Result.passed(new Maybe(null))
                : CertificationRequest.readPem(renewal.proof()).map(Maybe::new);
    }

    private @Nullable Problem revoked(CertificateView certificate) {
        RevocationReason reason = certificates.revocation(certificate).reason();
        return reason == null
                ? null
                : new Problem(
                        ProblemType.NOT_RENEWABLE,
                        reason == RevocationReason.CERTIFICATE_HOLD
                                ? "The certificate is on hold. Ask again when it is released."
                                : "The certificate is revoked: " + reason.label() + ".");
    }

    private static boolean isProven(CertificationRequest request, @Nullable CertificationRequest proof) {
        return proof != null || RenewalProof.isClaimedBy(request);
    }

    private Result<CertificationRequest> shown(
            Renewal renewal, CertificationRequest request, @Nullable CertificationRequest proof) {
        CertificateView certificate = renewal.certificate();
        if (renewal.tlsSha256() == null || isProven(request, proof)) {
            return RenewalProof.check(certificate.serial(), certificate.spkiSha256(), request, proof);
        }
        if (!renewal.tlsSha256().equals(certificate.sha256())) {
            return Result.refused(
                    ProblemType.FORBIDDEN,
                    "The certificate of this TLS connection is another one than that which is to be renewed.");
        }
        return clock.instant().isAfter(certificate.notAfter())
                ? Result.refused(ProblemType.NOT_RENEWABLE, "The certificate has ended.")
                : Result.passed(request);
    }

    /** Those of the certificate, where the holder's key has signed for no others. */
    private static Result<List<Identifier>> names(
            CertificateView certificate, CertificationRequest request, @Nullable CertificationRequest proof) {
        if (request.identifiers().isEmpty()) {
            return isProven(request, proof)
                    ? Result.passed(certificate.names().stream()
                            .map(name -> Identifier.parse(name).orElseThrow())
                            .sorted()
                            .toList())
                    : Result.refused(
                            ProblemType.BAD_CSR,
                            "The request has no name. Put those that are wanted into the CSR's subjectAltName.");
        }
        return request.identifiers().stream()
                .filter(name -> !certificate.names().contains(name.value()))
                .findFirst()
                .map(
                        name -> Result.<List<Identifier>>refused(
                                ProblemType.REJECTED_IDENTIFIER,
                                "The certificate does not have the name '" + name.value()
                                        + "'. A renewal may have fewer names and no others; submit an ordinary request for more."))
                .orElseGet(() -> Result.passed(request.identifiers()));
    }

    private Result<CertificationRequest> unused(Renewal renewal, CertificationRequest request, @Nullable String key) {
        return replacements.isUsed(renewal.certificate(), request.der(), renewal.source(), key)
                ? Result.refused(
                        ProblemType.CONFLICT,
                        "This PKCS#10 has renewed the certificate before. Make a new one; where the key signs the same text alike,"
                                + " with a word in its subject's OU.")
                : Result.passed(request);
    }

    /** A proof, or none. */
    private record Maybe(@Nullable CertificationRequest value) {}
}
