package org.httpca.worker.validate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.httpca.pki.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The worker's door to the table {@code acme_challenge}. Checks are claimed by a lease, so that no transaction waits for somebody else's server;
 * whoever dies meanwhile has them made again by another. Each statement is one transaction, for many rows.
 */
final class Checks {
    /** Further than anything is set: by a clock that was wrong. */
    private static final Duration FURTHEST = Duration.ofMinutes(10);

    private final JdbcTemplate jdbc;

    Checks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What came of a check.
     *
     * @param outcome {@code valid} or {@code invalid}; null if it is to be made again
     * @param problem JSON of a problem document
     * @param evidence signed by this worker
     * @param goodUntil when what was shown ends by its own word
     * @param dueAt when it is made again
     */
    record Decided(
            Check check,
            @Nullable String outcome,
            @Nullable String problem,
            @Nullable String evidence,
            @Nullable Instant goodUntil,
            @Nullable Instant dueAt) {}

    /**
     * Some that are due, the first first.
     *
     * @param except accounts that have enough under way
     */
    List<Check> claim(Instant now, Duration lease, int most, Collection<UUID> except) {
        return jdbc.query(
                """
                UPDATE acme_challenge c SET due_at = ?, attempts = c.attempts + 1
                FROM (SELECT c.id, a.account_id, a.type, a.value, a.wildcard
                    FROM acme_challenge c JOIN acme_authorization a ON a.id = c.authorization_id
                    WHERE (c.due_at <= ? OR c.due_at > ?) AND NOT a.account_id = ANY (?::uuid[])
                    ORDER BY c.due_at LIMIT ? FOR UPDATE OF c SKIP LOCKED) d
                WHERE c.id = d.id
                RETURNING c.id, c.attempts, d.account_id, d.type, d.value, d.wildcard, c.type, c.token, c.thumbprint, c.account_url, c.asked_at
                """,
                (row, n) -> check(row),
                utc(now.plus(lease)),
                utc(now),
                utc(now.plus(FURTHEST)),
                except.toArray(UUID[]::new),
                most);
    }

    /** Writes those that are still this worker's: a check that took longer than its lease is another's. */
    void decide(List<Decided> all, Instant now) {
        jdbc.update(
                """
                UPDATE acme_challenge c SET outcome = d.outcome, decided_at = CASE WHEN d.outcome IS NOT NULL THEN ?::timestamptz END,
                    problem = d.problem, evidence = d.evidence, good_until = d.good_until, due_at = d.due_at
                FROM unnest(?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                    AS d (id, attempt, outcome, problem, evidence, good_until, due_at)
                WHERE c.id = d.id AND c.attempts = d.attempt AND c.outcome IS NULL
                """,
                utc(now),
                all.stream().map(one -> one.check.id()).toArray(UUID[]::new),
                all.stream().map(one -> one.check.attempt()).toArray(Integer[]::new),
                texts(all, Decided::outcome),
                texts(all, Decided::problem),
                texts(all, Decided::evidence),
                times(all, Decided::goodUntil),
                times(all, Decided::dueAt));
    }

    private static @Nullable String[] texts(List<Decided> all, Function<Decided, @Nullable String> part) {
        return all.stream().map(part).toArray(String[]::new);
    }

    private static @Nullable Timestamp[] times(List<Decided> all, Function<Decided, @Nullable Instant> part) {
        return all.stream()
                .map(part)
                .map(at -> at == null ? null : Timestamp.from(at))
                .toArray(Timestamp[]::new);
    }

    private static Check check(ResultSet row) throws SQLException {
        Identifier.Type type = row.getString(4).equals("ip") ? Identifier.Type.IP : Identifier.Type.DNS;
        return new Check(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getObject(3, UUID.class),
                new Identifier(type, row.getBoolean(6) ? "*." + row.getString(5) : row.getString(5)),
                row.getString(7),
                row.getString(8),
                String.valueOf(row.getString(9)),
                row.getString(10),
                row.getObject(11, OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
