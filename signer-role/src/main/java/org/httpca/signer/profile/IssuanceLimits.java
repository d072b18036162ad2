package org.httpca.signer.profile;

import org.jspecify.annotations.Nullable;

/**
 * How many certificates of a profile are signed in any sixty minutes, by all signers together. What is above waits until there
 * is room again: a limit slows a flood down, and loses nothing.
 *
 * @param perHour of the profile; null for no limit
 * @param perHourAndPrincipal of the profile for each token or account, the anonymous counting as one; null for no limit
 */
public record IssuanceLimits(
        @Nullable Integer perHour, @Nullable Integer perHourAndPrincipal) {

    public static final IssuanceLimits NONE = new IssuanceLimits(null, null);

    private static final int MOST = 1_000_000;
    private static final String FIELD = "limits";
    private static final String HOUR = "per-hour";
    private static final String PRINCIPAL = "per-hour-and-principal";

    public boolean isNone() {
        return perHour == null && perHourAndPrincipal == null;
    }

    /** Out of the profile's {@code limits}, which may be left out. */
    static IssuanceLimits read(YamlSection profile) {
        if (!profile.has(FIELD)) {
            return NONE;
        }
        YamlSection limits = profile.section(FIELD);
        IssuanceLimits read = new IssuanceLimits(number(limits, HOUR), number(limits, PRINCIPAL));
        limits.nothingElse();
        if (read.isNone()) {
            throw profile.wrong(FIELD, "has neither " + HOUR + " nor " + PRINCIPAL);
        }
        return read;
    }

    private static @Nullable Integer number(YamlSection limits, String key) {
        return limits.has(key) ? limits.number(key, 1, MOST) : null;
    }
}
