package org.httpca.web.acme.challenge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A challenge (RFC 8555, section 7.1.5).
 *
 * @param asked whether the client said that it is ready
 * @param thumbprint of the account's key when it said so: what was shown, was shown by the holder of that one
 * @param outcome {@code valid} or {@code invalid}, as the worker found; null before
 * @param problem JSON of a problem document, where it is invalid
 */
public record Challenge(
        UUID id,
        UUID authorization,
        ChallengeType type,
        String token,
        boolean asked,
        @Nullable String thumbprint,
        @Nullable String outcome,
        @Nullable Instant decidedAt,
        @Nullable String problem) {

    public boolean isValid() {
        return "valid".equals(outcome);
    }

    public boolean isInvalid() {
        return "invalid".equals(outcome);
    }

    /** Section 7.1.6. */
    public String status() {
        return outcome != null ? outcome : asked ? "processing" : "pending";
    }
}
