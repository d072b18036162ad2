package org.httpca.signer.rate;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code issuance_count}, by the minute: an hour of a key is sixty rows, however many certificates there were. */
final class IssuanceCounts {

    /** A minute that began less than an hour and a minute ago has part in the last hour: it counts as a whole. */
    private static final Duration WINDOW = Duration.ofMinutes(61);

    private static final Duration KEPT = Duration.ofHours(2);

    /** Any number that no other lock of this database has. */
    private static final long COUNTING = 0x72617465L;

    private final JdbcTemplate jdbc;

    IssuanceCounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param principal a digest; empty for the profile as a whole */
    record Key(String profile, String principal) {}

    /** One signer counts at a time, until its transaction's end: two that read the same count would both find room. */
    void lock() {
        jdbc.query("SELECT pg_advisory_xact_lock(?)", row -> {}, COUNTING);
    }

    int lastHour(Key key, Instant now) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT coalesce(sum(count), 0)::int FROM issuance_count"
                        + " WHERE profile = ? AND principal = ? AND minute > ?",
                Integer.class,
                key.profile(),
                key.principal(),
                Timestamp.from(now.minus(WINDOW))));
    }

    void add(Map<Key, Integer> counts, Instant now) {
        counts.forEach((key, count) -> jdbc.update(
                "INSERT INTO issuance_count AS c (profile, principal, minute, count) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (profile, principal, minute) DO UPDATE SET count = c.count + excluded.count",
                key.profile(),
                key.principal(),
                Timestamp.from(now.truncatedTo(ChronoUnit.MINUTES)),
                count));
        counts.keySet().stream()
                .map(Key::profile)
                .distinct()
                .forEach(profile -> jdbc.update(
                        "DELETE FROM issuance_count WHERE profile = ? AND minute < ?",
                        profile,
                        Timestamp.from(now.minus(KEPT))));
    }
}
