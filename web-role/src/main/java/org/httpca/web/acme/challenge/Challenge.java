package org.httpca.web.acme.challenge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A challenge (RFC 8555, section 7.1.5).
 *
 * @param asked whether the client said that it is ready
 * @param thumbprint of the account's key when it said so: what was shown, was shown by the holder of that one
 * @param outcome {@code valid} or {@code invalid}, as the worker found; null before
 * @param problem JSON of a problem document, where it is invalid, or is checked again after an attempt that failed (section 8.2)
 * @param issuerDomainNames by which a persistent record may name this CA; none for other types
 * @param goodUntil when what was shown ends by its own word; null if it says nothing of it
 */
public record Challenge(
        UUID id,
        UUID authorization,
        ChallengeType type,
        String token,
        List<String> issuerDomainNames,
        boolean asked,
        @Nullable String thumbprint,
        @Nullable String outcome,
        @Nullable Instant decidedAt,
        @Nullable String problem,
        @Nullable Instant goodUntil) {

    public Challenge {
        issuerDomainNames = List.copyOf(issuerDomainNames);
    }

    public boolean isValid() {
        return "valid".equals(outcome);
    }

    public boolean isInvalid() {
        return "invalid".equals(outcome);
    }

    /** Until when what was shown counts: for so long, or as long as it says itself; null where nothing was shown. */
    public @Nullable Instant shownUntil(Duration most) {
        if (!isValid() || decidedAt == null) {
            return null;
        }
        Instant until = decidedAt.plus(most);
        return goodUntil != null && goodUntil.isBefore(until) ? goodUntil : until;
    }

    public boolean isProcessing() {
        return asked && outcome == null;
    }

    /** Section 7.1.6. */
    public String status() {
        return outcome != null ? outcome : asked ? "processing" : "pending";
    }
}
