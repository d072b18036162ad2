package org.httpca.signer.revocation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.rate.HourlyLimit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much of the web side's will is done in an hour: whoever has taken it over is not to revoke everything. What is above the limit
 * gets no answer and is said again later, when there may be room. Administrators' orders have no limit.
 */
public final class RevocationRates {
    /** Any number that no other lock of this database has. */
    private static final long COUNTING = 0x7265766fL;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofHours(2);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final HourlyLimit limit;

    public RevocationRates(JdbcTemplate jdbc, int perHour, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        limit = new HourlyLimit(
                this::changes,
                perHour,
                "revocation-rate-limit-reached",
                "The limit of " + perHour
                        + " revocations an hour by the web side is reached: more wait. Administrators can revoke by orders.",
                audit,
                clock);
    }

    /** How many changes there is room for, in the current transaction. Until its end no other signer looks: two would find it twice. */
    public int room() {
        return limit.room();
    }

    /** A minute that began a minute before has part in the time: it counts as a whole. */
    private int changes(Instant since, int atMost) {
        jdbc.query("SELECT pg_advisory_xact_lock(?)", row -> {}, COUNTING);
        Integer count = jdbc.queryForObject(
                "SELECT least(coalesce(sum(count), 0), ?)::int FROM revocation_count WHERE minute > ?",
                Integer.class,
                atMost,
                Timestamp.from(since.minus(MINUTE)));
        return count == null ? 0 : count;
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
        jdbc.update("DELETE FROM revocation_count WHERE minute < ?", Timestamp.from(now.minus(KEPT)));
    }

    /** There was none for these. Audited once when it begins. */
    public void exceeded(String stage, int left) {
        limit.exceeded(stage, left);
    }

    /** A sentence while it is so. */
    public List<String> alarms() {
        return limit.alarms();
    }
}
