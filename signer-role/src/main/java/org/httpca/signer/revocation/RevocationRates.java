package org.httpca.signer.revocation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.signer.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much of the web side's will is done in an hour: whoever has taken it over is not to revoke everything. What is above the limit
 * gets no answer and is said again later, when there may be room. Administrators' orders have no limit.
 */
public final class RevocationRates {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationRates.class);

    /** A minute that began less than an hour and a minute ago has part in the last hour: it counts as a whole. */
    private static final Duration WINDOW = Duration.ofMinutes(61);

    /** Any number that no other lock of this database has. */
    private static final long COUNTING = 0x7265766fL;

    private static final Duration TOLD_FOR = Duration.ofMinutes(2);

    private final JdbcTemplate jdbc;
    private final int perHour;
    private final AuditLog audit;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> reached = new AtomicReference<>();

    public RevocationRates(JdbcTemplate jdbc, int perHour, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.perHour = perHour;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many changes there is room for, in the current transaction. Until its end no other signer looks: two would find it twice. */
    public int room() {
        jdbc.query("SELECT pg_advisory_xact_lock(?)", row -> {}, COUNTING);
        Integer count = jdbc.queryForObject(
                "SELECT coalesce(sum(count), 0)::int FROM revocation_count WHERE minute > ?",
                Integer.class,
                Timestamp.from(clock.instant().minus(WINDOW)));
        return perHour - (count == null ? 0 : count);
    }

    /** So many were made in the current transaction. A change back counts as well. */
    public void add(int changes) {
        if (changes == 0) {
            return;
        }
        Instant now = clock.instant();
        jdbc.update(
                "INSERT INTO revocation_count AS c (minute, count) VALUES (?, ?)"
                        + " ON CONFLICT (minute) DO UPDATE SET count = c.count + excluded.count",
                Timestamp.from(now.truncatedTo(ChronoUnit.MINUTES)),
                changes);
        jdbc.update("DELETE FROM revocation_count WHERE minute < ?", Timestamp.from(now.minus(WINDOW.multipliedBy(2))));
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
