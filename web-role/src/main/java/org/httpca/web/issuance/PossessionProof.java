package org.httpca.web.issuance;

import java.util.Set;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;

/**
 * Shows that whoever wants a certificate revoked has its key: a PKCS#10 (RFC 2986) that the key signed, whose subject says what it
 * is for and nothing else, {@code CN=revoke SERIAL, OU=REASON}. Every tool that makes requests makes one, and no request for a
 * certificate is one.
 */
public final class PossessionProof {
    private PossessionProof() {}

    /**
     * Refused with what is wrong with it. Holds and releases are not shown so: what was signed once could be used again, back and
     * forth.
     */
    public static Result<RevocationReason> check(CertificateView certificate, RevocationReason reason, String pem) {
        if (reason == RevocationReason.CERTIFICATE_HOLD || reason == RevocationReason.REMOVE_FROM_CRL) {
            return Result.refused(
                    ProblemType.FORBIDDEN, "Holds and their release need an operator's token; a proof is not enough.");
        }
        return CertificationRequest.readPem(pem).flatMap(request -> {
            if (!request.key().sha256().equals(certificate.spkiSha256())) {
                return Result.refused(
                        ProblemType.FORBIDDEN, "The proof was signed by another key than the certificate's.");
            }
            String name = "CN=revoke " + certificate.serial();
            String unit = "OU=" + reason.label();
            if (!Set.of(name + "," + unit, unit + "," + name).contains(request.subject())) {
                return Result.refused(
                        ProblemType.MALFORMED,
                        "The proof's subject must be /CN=revoke " + certificate.serial() + "/OU=" + reason.label()
                                + " and nothing else.");
            }
            return Result.passed(reason);
        });
    }
}
