package org.httpca.order;

import java.time.Instant;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's act, on a request or on the whole installation.
 *
 * @param requestId the target; {@link #INSTALLATION} where it is no request
 * @param digest the digest of the canonical request that the administrator saw, see {@code RequestCertificate.digest};
 *     zero octets where it is about no request
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
        long sequence) {

    /** The nil UUID (RFC 9562, section 5.9), which no request has. */
    public static final UUID INSTALLATION = new UUID(0, 0);

    private static final Octets NO_CONTENT = Octets.of(new byte[32]);

    /** @throws IllegalArgumentException if the target is not of the action's kind */
    public Order {
        if (action.isAboutRequests() == requestId.equals(INSTALLATION)) {
            throw new IllegalArgumentException("an order to " + action.wireName() + " has another kind of target");
        }
    }

    /** An order on the installation as a whole. */
    public static Order onInstallation(
            String administrator, Action action, @Nullable String reason, Instant at, long sequence) {
        return new Order(administrator, action, INSTALLATION, NO_CONTENT, reason, at, sequence);
    }
}
