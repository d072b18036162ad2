package org.httpca.worker.validate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

    /** From either end of what is due. */
    private static final int LOOKED_AT = 2000;

    private final JdbcTemplate jdbc;

    Checks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What came of a check.
     *
     * @param outcome {@code valid} or {@code invalid}; null if it is to be made again, or never
     * @param problem JSON of a problem document
     * @param evidence signed by this worker
     * @param goodUntil when what was shown ends by its own word
     * @param dueAt when it is made again; null if it is not
     */
    record Decided(
            Check check,
            @Nullable String outcome,
            @Nullable String problem,
            @Nullable String evidence,
            @Nullable Instant goodUntil,
            @Nullable Instant dueAt) {

        /** Nothing came of it, and nothing will: what another challenge showed, or did not, stands. */
        static Decided left(Check check) {
            return new Decided(check, null, null, null, null, null);
        }
    }

    /**
     * A check that is this worker's for the time of a lease.
     *
     * @param moot whether its authorization has an outcome by another challenge: it is not made then
     */
    record Claimed(Check check, boolean moot) {}

    /**
     * How many are claimed.
     *
     * @param most in all
     * @param further the place in the turn up to which accounts get more than their first
     * @param each under way for one account
     */
    record Portion(int most, int further, int each) {}

    /**
     * Some that are due. Each account gets one before another gets a second, and what is under way counts; among equals, the first first. So that
     * this costs the same whoever has however many, only so many of the oldest and of the newest are looked at: who came last is among these.
     *
     * @param underWay how many of which accounts this worker is making
     */
    List<Claimed> claim(Instant now, Duration lease, Portion portion, Map<UUID, Integer> underWay) {
        List<Map.Entry<UUID, Integer>> accounts = List.copyOf(underWay.entrySet());
        OffsetDateTime due = utc(now);
        OffsetDateTime wrong = utc(now.plus(FURTHEST));
        return jdbc.query(
                """
                WITH due AS (
                    (SELECT id, authorization_id, due_at FROM acme_challenge WHERE due_at <= ? AND outcome IS NULL
                        ORDER BY due_at LIMIT ?)
                    UNION
                    (SELECT id, authorization_id, due_at FROM acme_challenge WHERE due_at <= ? AND outcome IS NULL
                        ORDER BY due_at DESC LIMIT ?)
                    UNION
                    (SELECT id, authorization_id, due_at FROM acme_challenge WHERE due_at > ? AND outcome IS NULL LIMIT ?)),
                loaded AS (
                    SELECT d.id, d.due_at, a.account_id, a.type, a.value, a.wildcard, coalesce(u.checks, 0)
                        + row_number() OVER (PARTITION BY a.account_id ORDER BY d.due_at, d.id) AS load
                    FROM due d JOIN acme_authorization a ON a.id = d.authorization_id
                        LEFT JOIN unnest(?::uuid[], ?::int[]) AS u (account, checks) ON u.account = a.account_id),
                placed AS MATERIALIZED (
                    SELECT *, row_number() OVER (ORDER BY load, due_at, id) AS place FROM loaded WHERE load <= ?)
                UPDATE acme_challenge c SET due_at = ?, attempts = c.attempts + 1
                FROM (SELECT c.id, p.account_id, p.type, p.value, p.wildcard
                    FROM placed p JOIN acme_challenge c ON c.id = p.id
                    WHERE (p.load = 1 OR p.place <= ?) AND (c.due_at <= ? OR c.due_at > ?) AND c.outcome IS NULL
                    ORDER BY p.place LIMIT ? FOR UPDATE OF c SKIP LOCKED) d
                WHERE c.id = d.id
                RETURNING c.id, c.attempts, d.account_id, d.type, d.value, d.wildcard, c.type, c.token, c.thumbprint, c.account_url, c.asked_at,
                    EXISTS (SELECT 1 FROM acme_challenge o WHERE o.authorization_id = c.authorization_id AND o.outcome IS NOT NULL)
                """,
                (row, n) -> new Claimed(check(row), row.getBoolean(12)),
                due,
                LOOKED_AT,
                due,
                LOOKED_AT,
                wrong,
                LOOKED_AT,
                accounts.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                accounts.stream().map(Map.Entry::getValue).toArray(Integer[]::new),
                portion.each,
                utc(now.plus(lease)),
                portion.further,
                due,
                wrong,
                portion.most);
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

    /** Of a row that is not as it should be, a check comes that is not sound: it is decided as any other, and holds none of them up. */
    private static Check check(ResultSet row) throws SQLException {
        OffsetDateTime asked = row.getObject(11, OffsetDateTime.class);
        Identifier.Type type = row.getString(4).equals("ip") ? Identifier.Type.IP : Identifier.Type.DNS;
        return new Check(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getObject(3, UUID.class),
                new Identifier(type, row.getBoolean(6) ? "*." + row.getString(5) : row.getString(5)),
                row.getString(7),
                row.getString(8),
                asked == null ? "" : String.valueOf(row.getString(9)),
                row.getString(10),
                asked == null ? Instant.EPOCH : asked.toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
