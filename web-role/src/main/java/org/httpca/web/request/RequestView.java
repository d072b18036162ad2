package org.httpca.web.request;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.message.RuleFinding;
import org.httpca.pki.Octets;
import org.httpca.pki.SubjectKey;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A request as its submitter may see it.
 *
 * @param status one of the words in {@link RequestStatus}
 * @param revision counts the signer's words about it; 0 before the first
 * @param subject RFC 4514, may be empty
 * @param names the identifiers asked for, in canonical form
 * @param door where it came in: "api", "form" …
 * @param problem why it was rejected
 * @param approvalsRequired known once the signer has held the request
 * @param certificateSerial lower-case hexadecimal, with its issuer's short name in certificateIssuer
 * @param csr the PKCS#10 (RFC 2986), DER
 */
public record RequestView(
        UUID id,
        String status,
        long revision,
        String profile,
        String subject,
        List<String> names,
        Instant submittedAt,
        Instant updatedAt,
        @Nullable String requesterName,
        @Nullable String requesterEmail,
        @Nullable String note,
        String door,
        @Nullable Problem problem,
        int approvalsGiven,
        @Nullable Integer approvalsRequired,
        List<RuleFinding> findings,
        @Nullable String certificateIssuer,
        @Nullable String certificateSerial,
        Octets csr) {

    /** Hexadecimal SHA-256 of the request's DER. */
    public String csrFingerprint() {
        return csr.sha256().hex();
    }

    /** Such as "EC P-256". The proof was verified when it came in; here its key is only named, which is a hundred times cheaper. */
    public String keyLabel() {
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(csr.toArray());
            return SubjectKey.of(request.getSubjectPublicKeyInfo()).label();
        } catch (IOException e) {
            throw new IllegalStateException("The database holds an unreadable CSR.", e);
        }
    }

    /** The same request, further on its way. */
    RequestView after(Progress progress) {
        return new RequestView(
                id,
                progress.status(),
                progress.revision(),
                profile,
                subject,
                names,
                submittedAt,
                progress.updatedAt(),
                requesterName,
                requesterEmail,
                note,
                door,
                progress.problem(),
                progress.approvalsGiven(),
                progress.approvalsRequired(),
                progress.findings(),
                progress.certificateIssuer(),
                progress.certificateSerial(),
                csr);
    }

    /** Whether nothing more will happen to it. */
    public boolean isFinal() {
        return RequestStatus.isFinal(status);
    }
}
