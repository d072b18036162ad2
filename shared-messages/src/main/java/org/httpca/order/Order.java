package org.httpca.order;

import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's act on a request.
 *
 * @param digest the digest of the canonical request that the administrator saw, see {@code RequestCertificate.digest}
 * @param reason why, for the requester; null where none is needed
 * @param sequence grows with each order of this administrator: the larger of the last + 1 and the time in milliseconds
 */
public record Order(
        String administrator,
        Action action,
        UUID requestId,
        Octets digest,
        @Nullable String reason,
        Instant at,
        long sequence) {}
