package org.httpca.order;

import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's act, on a request, on a certificate or on the whole installation.
 *
 * @param requestId the target; {@link #NO_REQUEST} where it is none
 * @param digest the digest of the canonical request that the administrator saw, see {@code RequestCertificate.digest};
 *     of an order on a certificate, the SHA-256 of its DER; zero octets on the installation
 * @param reason why, for the requester; null where none is needed
 * @param sequence grows with each order of this administrator: the larger of the last + 1 and the time in milliseconds
 * @param revocation what is to be revoked and why; null for every other action
 */
public record Order(
        String administrator,
        Action action,
        UUID requestId,
        Octets digest,
        @Nullable String reason,
        Instant at,
        long sequence,
        @Nullable Revocation revocation) {

    /** The nil UUID (RFC 9562, section 5.9), which no request has. */
    public static final UUID NO_REQUEST = new UUID(0, 0);

    private static final Octets NO_CONTENT = Octets.of(new byte[32]);

    /**
     * What is to be revoked, or released.
     *
     * @param issuer the issuer's short name
     * @param serial lower-case hexadecimal
     * @param reason {@code removeFromCRL} asks for the release
     */
    public record Revocation(String issuer, String serial, RevocationReason reason) {}

    /** @throws IllegalArgumentException if the target is not of the action's kind */
    public Order {
        if (action.isAboutRequests() == requestId.equals(NO_REQUEST)
                || (action == Action.REVOKE) != (revocation != null)) {
            throw new IllegalArgumentException("an order to " + action.wireName() + " has another kind of target");
        }
    }

    /** An order on a request. */
    public static Order onRequest(
            String administrator,
            Action action,
            UUID requestId,
            Octets digest,
            @Nullable String reason,
            Instant at,
            long sequence) {
        return new Order(administrator, action, requestId, digest, reason, at, sequence, null);
    }

    /**
     * An order to revoke a certificate, or to release it from its hold.
     *
     * @param certificateSha256 of its DER: the certificate that the administrator saw
     */
    public static Order onCertificate(
            String administrator,
            Revocation revocation,
            Octets certificateSha256,
            @Nullable String reason,
            Instant at,
            long sequence) {
        return new Order(administrator, Action.REVOKE, NO_REQUEST, certificateSha256, reason, at, sequence, revocation);
    }

    /** An order on the installation as a whole. */
    public static Order onInstallation(
            String administrator, Action action, @Nullable String reason, Instant at, long sequence) {
        return new Order(administrator, action, NO_REQUEST, NO_CONTENT, reason, at, sequence, null);
    }
}
