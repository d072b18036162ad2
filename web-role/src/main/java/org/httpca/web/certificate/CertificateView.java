package org.httpca.web.certificate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * An issued certificate.
 *
 * @param issuer its issuer's short name
 * @param serial lower-case hexadecimal
 * @param der RFC 5280
 * @param subject RFC 4514, may be empty
 * @param names the subject alternative names in canonical form
 * @param keyLabel such as "EC P-256"
 * @param spkiSha256 of the subjectPublicKeyInfo's DER, hexadecimal
 * @param sha256 of the certificate's DER, hexadecimal
 * @param requestId null for one that was imported. Not for who knows only the serial: a request's id is the permission to see it
 */
public record CertificateView(
        String issuer,
        String serial,
        Octets der,
        String subject,
        List<String> names,
        String keyLabel,
        String spkiSha256,
        String sha256,
        Instant notBefore,
        Instant notAfter,
        @Nullable UUID requestId) {}
