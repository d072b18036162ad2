package org.httpca.web.search;

import java.time.Instant;
import java.util.List;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that a search found.
 *
 * @param issuer its issuer's short name
 * @param serial lower-case hexadecimal
 * @param subject RFC 4514, may be empty
 * @param names the subject alternative names in canonical form
 * @param key such as "EC P-256"
 * @param sha256 of the certificate's DER, hexadecimal
 * @param spkiSha256 of the subjectPublicKeyInfo's DER, hexadecimal
 * @param status when it was looked for
 * @param reason why it is revoked or on hold; null where it is not
 * @param since since when it is; null where it is not
 */
public record Found(
        String issuer,
        String serial,
        String subject,
        List<String> names,
        String key,
        String sha256,
        String spkiSha256,
        Instant notBefore,
        Instant notAfter,
        CertificateStatus status,
        @Nullable RevocationReason reason,
        @Nullable Instant since,
        Requester requester) {

    /** Where its page is, also where another issuer has used the same serial number. */
    public String path() {
        return "/certificates/" + issuer + ":" + serial;
    }

    Found by(Requester who) {
        return new Found(
                issuer,
                serial,
                subject,
                names,
                key,
                sha256,
                spkiSha256,
                notBefore,
                notAfter,
                status,
                reason,
                since,
                who);
    }
}
