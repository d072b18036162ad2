package org.httpca.web.acme.revocation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Identifier;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.authorization.Authorizations;
import org.httpca.web.acme.exchange.Addresses;
import org.httpca.web.acme.exchange.SignedCall;
import org.httpca.web.acme.exchange.SignedCalls;
import org.httpca.web.acme.order.OrderCertificates;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.certificate.RevocationView;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Revocation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /acme/revoke-cert}. The answer comes when the wish is stored; it is the same wish as by any other door. */
@RestController
@WhereAcmeIsOn
class RevokeController {
    private final SignedCalls calls;
    private final Certificates certificates;
    private final OrderCertificates orders;
    private final Authorizations authorizations;
    private final Issuance issuance;

    RevokeController(
            SignedCalls calls,
            Certificates certificates,
            OrderCertificates orders,
            Authorizations authorizations,
            Issuance issuance) {
        this.calls = calls;
        this.certificates = certificates;
        this.orders = orders;
        this.authorizations = authorizations;
        this.issuance = issuance;
    }

    @PostMapping(Addresses.REVOKE_CERTIFICATE)
    ResponseEntity<Void> revoke(HttpServletRequest call) {
        SignedCall signed = calls.ofEither(call);
        JsonNode payload = signed.object();
        byte[] der = JsonText.base64Url("'certificate'", JsonText.requiredText(payload, "certificate"));
        RevocationReason reason = reason(payload.get("reason"));
        CertificateView certificate = certificates
                .ofDer(der)
                .orElseThrow(() ->
                        AcmeRefusedException.of(AcmeProblemType.MALFORMED, 404, "This certificate is not known here."));
        if (!may(signed, certificate)) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.UNAUTHORIZED,
                    "A certificate is revoked by the account that ordered it, by one that is authorized for all of its names, or by its own key.");
        }
        if (isSettled(certificates.revocation(certificate), reason)) {
            // Section 7.6: here, other than by other doors, asking twice is not asking once.
            throw AcmeRefusedException.of(AcmeProblemType.ALREADY_REVOKED, "The certificate is revoked already.");
        }
        Result<RevocationView> outcome = issuance.revoke(
                certificate,
                new Revocation(
                        reason,
                        signed.hasAccount() ? OrderCertificates.principal(signed.account()) : null,
                        call.getRemoteAddr(),
                        null));
        if (outcome instanceof Result.Refused<RevocationView> refused) {
            throw refused.problem().type() == ProblemType.ALREADY_DECIDED
                    ? AcmeRefusedException.of(
                            AcmeProblemType.ALREADY_REVOKED, refused.problem().detail())
                    : AcmeRefusedException.of(
                            AcmeProblemType.MALFORMED,
                            refused.problem().type().status(),
                            refused.problem().detail());
        }
        return ResponseEntity.ok().build();
    }

    /** A key that turns out to be compromised is a reason more. */
    private static boolean isSettled(RevocationView now, RevocationReason reason) {
        return now.isRevoked()
                && (reason != RevocationReason.KEY_COMPROMISE || now.reason() == RevocationReason.KEY_COMPROMISE);
    }

    private boolean may(SignedCall signed, CertificateView certificate) {
        if (!signed.hasAccount()) {
            return signed.key().isOf(certificate.spkiSha256());
        }
        return orders.has(signed.account(), certificate) || isAuthorized(signed.account(), certificate.names());
    }

    private boolean isAuthorized(UUID account, List<String> names) {
        Set<Identifier> identifiers = new HashSet<>();
        for (String name : names) {
            if (!(Identifier.parse(name) instanceof Result.Passed<Identifier> passed)) {
                return false;
            }
            identifiers.add(passed.value());
        }
        return !identifiers.isEmpty()
                && authorizations.valid(account, identifiers).keySet().equals(identifiers);
    }

    /** A number (RFC 5280, section 5.3.1), where there is one; a hold, its release and what is about CAs are not a subscriber's. */
    private static RevocationReason reason(@Nullable JsonNode code) {
        if (code == null || code.isNull()) {
            return RevocationReason.UNSPECIFIED;
        }
        return (code.isIntegralNumber() && code.canConvertToInt()
                        ? RevocationReason.ofCode(code.asInt())
                        : Optional.<RevocationReason>empty())
                .filter(reason -> reason.isForSubscribers()
                        && reason != RevocationReason.CERTIFICATE_HOLD
                        && reason != RevocationReason.REMOVE_FROM_CRL)
                .orElseThrow(() -> AcmeRefusedException.of(
                        AcmeProblemType.BAD_REVOCATION_REASON, "'reason' is one of 0, 1, 3, 4, 5 and 9."));
    }
}
