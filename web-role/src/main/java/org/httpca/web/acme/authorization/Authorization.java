package org.httpca.web.acme.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.challenge.Challenge;

/**
 * An authorization (RFC 8555, section 7.1.4).
 *
 * @param identifier what it is for; a wildcard name with its {@code *.}
 * @param pendingUntil when it ends if nothing was shown
 * @param thumbprint of the account's key as it is now: what another key has shown does not count for it
 */
public record Authorization(
        UUID id,
        Identifier identifier,
        Instant pendingUntil,
        boolean deactivated,
        String thumbprint,
        List<Challenge> challenges) {
    /** For how long what was shown counts. */
    public static final Duration VALID_FOR = Duration.ofDays(10);

    public static final Duration PENDING_FOR = Duration.ofDays(7);

    public Authorization {
        challenges = List.copyOf(challenges);
    }

    /** Section 7.1.6, at this time. */
    public String status(Instant now) {
        if (deactivated) {
            return "deactivated";
        }
        if (decided().filter(Challenge::isInvalid).isPresent()) {
            return "invalid";
        }
        Optional<Challenge> shown = shown();
        if (shown.isPresent() && !thumbprint.equals(shown.get().thumbprint())) {
            return "revoked"; // by the key that is not the account's any more
        }
        if (shown.isPresent()) {
            return expires().isAfter(now) ? "valid" : "expired";
        }
        return pendingUntil.isAfter(now) ? "pending" : "invalid"; // 'expired' is what was valid
    }

    public boolean isValid(Instant now) {
        return status(now).equals("valid");
    }

    public Instant expires() {
        return shown().flatMap(one -> Optional.ofNullable(one.shownUntil(VALID_FOR)))
                .orElse(pendingUntil);
    }

    /** When the check failed that decided. */
    Optional<Instant> failedAt() {
        return decided().filter(Challenge::isInvalid).map(Authorization::at);
    }

    /** The challenge by which it is valid, or was: one that the account's key of now has shown, where there is one. */
    public Optional<Challenge> shown() {
        return decided().filter(Challenge::isValid).isEmpty()
                ? Optional.empty()
                : challenges.stream()
                        .filter(Challenge::isValid)
                        .min(Comparator.comparing(one -> !thumbprint.equals(one.thumbprint())));
    }

    /** The challenge that had its outcome first. What is found later changes nothing: section 7.1.6 knows no way from invalid to valid. */
    private Optional<Challenge> decided() {
        return challenges.stream()
                .filter(one -> one.outcome() != null)
                .min(Comparator.comparing(Authorization::at).thenComparing(Challenge::isValid));
    }

    private static Instant at(Challenge decided) {
        return Objects.requireNonNullElse(decided.decidedAt(), Instant.MIN);
    }

    /** The challenges that a client is told of: all while it may choose, afterwards the one that decided. */
    List<Challenge> told() {
        return shown().or(this::decided).map(List::of).orElse(challenges);
    }
}
