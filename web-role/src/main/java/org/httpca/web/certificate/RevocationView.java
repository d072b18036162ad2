package org.httpca.web.certificate;

import java.time.Instant;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What became of a certificate after it was issued, and what was last asked for.
 *
 * @param reason null: it is good
 * @param at since when it is what it is; null if the signer never said anything about it
 * @param wanted what the signer has not answered yet; null for nothing
 * @param problem why the last wish was refused; null if it was not
 */
public record RevocationView(
        @Nullable RevocationReason reason,
        @Nullable Instant at,
        @Nullable Wanted wanted,
        @Nullable Problem problem) {

    public static final RevocationView NONE = new RevocationView(null, null, null, null);

    /** A wish that has no answer yet. */
    public record Wanted(RevocationReason reason, Instant requestedAt) {}

    public boolean isRevoked() {
        return reason != null && !isOnHold();
    }

    public boolean isOnHold() {
        return reason == RevocationReason.CERTIFICATE_HOLD;
    }

    /** {@code good}, {@code on-hold} or {@code revoked}. */
    public String status() {
        return isOnHold() ? "on-hold" : isRevoked() ? "revoked" : "good";
    }
}
