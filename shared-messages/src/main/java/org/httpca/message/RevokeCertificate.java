package org.httpca.message;

import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * Revoke a certificate, or release it from its hold.
 *
 * @param revocationId of this wish; a refusal names it
 * @param issuer the issuer's short name
 * @param serial lower-case hexadecimal
 * @param reason {@code removeFromCRL} asks for the release
 * @param principal the name of the token; null where possession of the certificate's key was the proof
 * @param source the client's address
 * @param requestedAt a wish that is older than the last one that counted is late, and changes nothing
 */
public record RevokeCertificate(
        UUID revocationId,
        String issuer,
        String serial,
        RevocationReason reason,
        @Nullable String principal,
        String source,
        String correlationId,
        Instant requestedAt)
        implements Command {}
