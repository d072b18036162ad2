package org.httpca.signer.revocation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.signer.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of the web side's will is done in an hour: whoever has taken it over is not to revoke everything. What is above the limit
 * gets no answer and is said again later, when there may be room. Administrators' orders have no limit.
 */
public final class RevocationRates {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationRates.class);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration TOLD_FOR = Duration.ofMinutes(2);

    private final Revocations revocations;
    private final int perHour;
    private final AuditLog audit;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> reached = new AtomicReference<>();

    public RevocationRates(Revocations revocations, int perHour, AuditLog audit, Clock clock) {
        this.revocations = revocations;
        this.perHour = perHour;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many changes there is room for, in the current transaction. */
    public int room() {
        return perHour - revocations.changedByCommands(clock.instant().minus(WINDOW), perHour);
    }

    /** There was none for these. Audited once when it begins. */
    public void exceeded(String stage, int left) {
        Instant now = clock.instant();
        Instant before = reached.getAndSet(now);
        if (before == null || now.isAfter(before.plus(TOLD_FOR))) {
            LOG.warn("{} {} wait.", sentence(), left);
            audit.record(stage, "revocation-rate-limit-reached", null, Map.of("limit", String.valueOf(perHour)));
        }
    }

    /** A sentence while it is so. */
    public List<String> alarms() {
        Instant last = reached.get();
        return last != null && clock.instant().isBefore(last.plus(TOLD_FOR)) ? List.of(sentence()) : List.of();
    }

    private String sentence() {
        return "The limit of " + perHour
                + " revocations an hour by the web side is reached: more wait. Administrators can revoke by orders.";
    }
}
