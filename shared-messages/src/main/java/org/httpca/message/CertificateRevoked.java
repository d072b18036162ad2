package org.httpca.message;

import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * A certificate is revoked, or on hold.
 *
 * @param reason never {@code removeFromCRL}
 * @param revokedAt to the second, as the CRL has it; of a hold that became a revocation, when the hold began
 */
public record CertificateRevoked(
        String issuer,
        String serial,
        long revision,
        RevocationReason reason,
        Instant revokedAt,
        @Nullable UUID revocationId)
        implements CertificateEvent {}
