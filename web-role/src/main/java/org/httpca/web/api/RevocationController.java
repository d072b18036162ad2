package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.certificate.RevocationView;
import org.httpca.web.http.Links;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.PossessionProof;
import org.httpca.web.issuance.Revocation;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Callers;
import org.httpca.web.token.Challenges;
import org.httpca.web.token.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/certificates/{serial}/revocation}: by an operator, or by whoever shows the certificate's key. */
@RestController
class RevocationController {
    private final Certificates certificates;
    private final Issuance issuance;
    private final Links links;

    RevocationController(Certificates certificates, Issuance issuance, Links links) {
        this.certificates = certificates;
        this.issuance = issuance;
        this.links = links;
    }

    /**
     * What a client sends.
     *
     * @param reason a CRLReason's name (RFC 5280, section 5.3.1)
     * @param proof PEM of a PKCS#10 that the certificate's key signed; not with a token
     */
    record RevocationJson(@Nullable String reason, @Nullable String proof) {}

    @PostMapping(path = "/api/v1/certificates/{serial}/revocation", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> revoke(
            @PathVariable String serial, @RequestBody RevocationJson body, HttpServletRequest call) {
        Caller caller = Callers.of(call).orElse(null);
        if (caller == null && body.proof() == null) {
            return ProblemAnswers.json(
                    new Problem(
                            ProblemType.UNAUTHORIZED,
                            "Send an operator's token, 'Authorization: Bearer TOKEN', or a proof that you have the certificate's key."));
        }
        if (body.proof() == null && caller != null && !caller.may(Scope.OPERATOR)) {
            return ProblemAnswers.challenge(
                    new Problem(ProblemType.FORBIDDEN, "This token lacks the scope 'operator'."),
                    Challenges.insufficient(Scope.OPERATOR));
        }
        Result<CertificateView> found = certificates.find(serial);
        Result<RevocationView> outcome = found.flatMap(certificate -> reason(body)
                .flatMap(reason -> permitted(certificate, reason, body))
                .flatMap(reason -> issuance.revoke(certificate, revocation(reason, body, caller, call))));
        if (outcome instanceof Result.Refused<RevocationView> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        CertificateView certificate = found.orElseThrow();
        return ResponseEntity.accepted()
                .cacheControl(Caching.NEVER)
                .body(CertificateJson.of(
                        certificate,
                        outcome.orElseThrow(),
                        certificates.replacement(certificate),
                        path -> links.to(call, path)));
    }

    private static Result<RevocationReason> permitted(
            CertificateView certificate, RevocationReason reason, RevocationJson body) {
        return body.proof() == null ? Result.passed(reason) : PossessionProof.check(certificate, reason, body.proof());
    }

    /** Whoever sends a proof acts as the holder of the key, whatever token comes with it. */
    private static Revocation revocation(
            RevocationReason reason, RevocationJson body, @Nullable Caller caller, HttpServletRequest call) {
        String principal = body.proof() != null || caller == null ? null : caller.principal();
        return new Revocation(reason, principal, call.getRemoteAddr(), call.getHeader("X-Correlation-Id"));
    }

    private static Result<RevocationReason> reason(RevocationJson body) {
        Optional<RevocationReason> reason = Optional.ofNullable(body.reason())
                .flatMap(RevocationReason::ofLabel)
                .filter(RevocationReason::isForSubscribers);
        return reason.map(Result::passed)
                .orElseGet(() -> Result.refused(
                        ProblemType.MALFORMED,
                        "Send {\"reason\": \"…\"} with one of " + reasons()
                                + "; removeFromCRL releases what is on hold."));
    }

    private static String reasons() {
        return Arrays.stream(RevocationReason.values())
                .filter(RevocationReason::isForSubscribers)
                .map(RevocationReason::label)
                .collect(Collectors.joining(", "));
    }
}
