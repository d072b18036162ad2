package org.httpca.signer.revocation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** What a wish makes of a certificate. Nothing here is stored. */
final class Next {
    private Next() {}

    /**
     * The certificate after the wish; the same as before where the wish is late, or is fulfilled already.
     *
     * @param before null if nothing was ever said about it
     * @param notAfter the certificate's end
     */
    static Result<Revocation> of(Wish wish, @Nullable Revocation before, Instant notAfter, Instant now) {
        if (!wish.reason().isForSubscribers()) {
            return Result.refused(
                    ProblemType.MALFORMED,
                    "'" + wish.reason().label()
                            + "' is about certificates of another kind; take keyCompromise, superseded or another reason.");
        }
        if (before != null && isLate(wish, before)) {
            return Result.passed(before);
        }
        return wish.isRelease() ? release(wish, before, now) : revoke(wish, before, notAfter, now);
    }

    /** Clocks of commands are compared with each other alone: they are one side's. */
    private static boolean isLate(Wish wish, Revocation before) {
        return wish.commandAt() != null
                && before.commandAt() != null
                && !wish.commandAt().isAfter(before.commandAt());
    }

    private static Result<Revocation> release(Wish wish, @Nullable Revocation before, Instant now) {
        if (before == null) {
            return Result.refused(ProblemType.CONFLICT, "The certificate is not on hold: there is nothing to release.");
        }
        if (before.reason() == null) {
            return Result.passed(before);
        }
        if (!before.isOnHold()) {
            return decided(before, "Only a hold can be released.");
        }
        if (before.ordered() && !wish.isOrder()) {
            return Result.refused(
                    ProblemType.ALREADY_DECIDED,
                    "An administrator ordered the hold at " + before.at() + ". Only an order can release it.");
        }
        return Result.passed(changed(before, wish, null, now.truncatedTo(ChronoUnit.SECONDS), now));
    }

    private static Result<Revocation> revoke(Wish wish, @Nullable Revocation before, Instant notAfter, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (before == null) {
            return Result.passed(new Revocation(
                    wish.issuer(),
                    wish.serial(),
                    now.toEpochMilli(),
                    wish.reason(),
                    second,
                    notAfter,
                    wish.isOrder(),
                    wish.commandAt(),
                    ""));
        }
        if (before.reason() == null) {
            return Result.passed(changed(before, wish, wish.reason(), second, now));
        }
        if (before.reason() == wish.reason()) {
            boolean heldByOrder = before.isOnHold() && wish.isOrder() && !before.ordered();
            return Result.passed(heldByOrder ? changed(before, wish, wish.reason(), before.at(), now) : before);
        }
        if (before.isOnHold() || wish.reason() == RevocationReason.KEY_COMPROMISE) {
            // it was not to be relied on since then, for whatever reason
            return Result.passed(changed(before, wish, wish.reason(), before.at(), now));
        }
        return decided(before, "Of the reason, only keyCompromise can take another's place.");
    }

    private static Revocation changed(
            Revocation before, Wish wish, @Nullable RevocationReason reason, Instant at, Instant now) {
        return new Revocation(
                before.issuer(),
                before.serial(),
                Math.max(before.revision() + 1, now.toEpochMilli()),
                reason,
                at,
                before.notAfter(),
                wish.isOrder(),
                wish.commandAt() == null ? before.commandAt() : wish.commandAt(),
                before.shard());
    }

    private static Result<Revocation> decided(Revocation before, String rule) {
        return Result.refused(
                ProblemType.ALREADY_DECIDED,
                "It was revoked at " + before.at() + " for "
                        + Objects.requireNonNull(before.reason()).label() + ". " + rule);
    }
}
