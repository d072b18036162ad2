package org.httpca.web.issuance;

import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who may wants done with a certificate.
 *
 * @param reason {@code removeFromCRL} asks for the release from a hold
 * @param principal the token's name; null where possession of the key was shown
 * @param source the client's address
 */
public record Revocation(
        RevocationReason reason,
        @Nullable String principal,
        String source,
        @Nullable String correlationId) {}
