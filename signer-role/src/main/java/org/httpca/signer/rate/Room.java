package org.httpca.signer.rate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.pki.Octets;
import org.httpca.signer.profile.IssuanceLimits;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.rate.IssuanceCounts.Key;
import org.jspecify.annotations.Nullable;

/** The room that is left under the limits, during one transaction. The database is asked only about profiles that have limits. */
public final class Room {

    private static final String ANONYMOUS = "anonymous";

    private final IssuanceCounts counts;
    private final IssuanceRates rates;
    private final Instant now;
    private final Map<Key, Integer> stored = new HashMap<>();
    private final Map<Key, Integer> taken = new LinkedHashMap<>();

    Room(IssuanceCounts counts, IssuanceRates rates, Instant now) {
        this.counts = counts;
        this.rates = rates;
        this.now = now;
    }

    /**
     * Takes room for one certificate, if there is any.
     *
     * @param principal the token's or account's name as the web side gave it; null for the anonymous
     */
    public boolean take(Profile profile, @Nullable String principal) {
        IssuanceLimits limits = profile.limits();
        if (limits.isNone()) {
            return true;
        }
        Key all = new Key(profile.name(), "");
        Key one = new Key(profile.name(), digest(principal));
        if (!fits(all, limits.perHour())) {
            rates.reached(
                    "Profile '" + profile.name() + "' has reached its limit of " + limits.perHour()
                            + " certificates an hour: requests wait.",
                    Map.of("profile", profile.name(), "limit", String.valueOf(limits.perHour())),
                    now);
            return false;
        }
        if (!fits(one, limits.perHourAndPrincipal())) {
            rates.reached(
                    "A principal has reached profile '" + profile.name() + "'s limit of " + limits.perHourAndPrincipal()
                            + " certificates an hour: its requests wait.",
                    Map.of(
                            "profile", profile.name(),
                            "limit", String.valueOf(limits.perHourAndPrincipal()),
                            "principal", principal == null ? ANONYMOUS : principal),
                    now);
            return false;
        }
        count(all, limits.perHour());
        count(one, limits.perHourAndPrincipal());
        return true;
    }

    private void count(Key key, @Nullable Integer limit) {
        if (limit != null) {
            taken.merge(key, 1, Integer::sum);
        }
    }

    /** Writes down what was taken. */
    public void store() {
        if (!taken.isEmpty()) {
            counts.add(taken, now);
        }
    }

    private boolean fits(Key key, @Nullable Integer limit) {
        return limit == null || inTheHour(key) < limit;
    }

    private int inTheHour(Key key) {
        if (stored.isEmpty()) {
            counts.lock();
        }
        return stored.computeIfAbsent(key, each -> counts.lastHour(each, now)) + taken.getOrDefault(key, 0);
    }

    /** The anonymous have no digest that a name could have. */
    private static String digest(@Nullable String principal) {
        return principal == null
                ? ANONYMOUS
                : Octets.of(principal.getBytes(StandardCharsets.UTF_8)).sha256().hex();
    }
}
