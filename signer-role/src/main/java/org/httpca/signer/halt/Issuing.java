package org.httpca.signer.halt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How issuing stands.
 *
 * @param halted true if nothing is to be signed
 * @param sequence the number of the order that made it so; 0 before the first. No older order changes it
 * @param administrator who gave that order
 * @param at when that administrator gave it
 * @param fault why the state cannot be believed, which halts; null where it can
 */
public record Issuing(
        boolean halted,
        long sequence,
        @Nullable String administrator,
        @Nullable String reason,
        @Nullable Instant at,
        @Nullable String fault) {

    static Issuing broken(long sequence, String fault) {
        return new Issuing(true, sequence, null, null, null, fault);
    }

    /** For the status page, which everybody sees: neither who nor why. */
    public Optional<String> alarm() {
        if (fault != null) {
            return Optional.of("Issuing is halted, for " + fault + "; the signer's log says more.");
        }
        return halted
                ? Optional.of("Issuing was halted by an administrator"
                        + (at == null ? "" : " at " + at.truncatedTo(ChronoUnit.SECONDS))
                        + ". Requests wait until it is resumed.")
                : Optional.empty();
    }
}
