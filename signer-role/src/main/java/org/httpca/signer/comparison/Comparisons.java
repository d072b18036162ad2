package org.httpca.signer.comparison;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.httpca.message.CertificatePlace;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code comparison}: one row, which all signers share. Whether it lets them sign is remembered between looks. */
public final class Comparisons {
    private static final Duration TOLD_FOR = Duration.ofDays(7);

    private static final String SELECT =
            "SELECT compared_until, restored_at, copy_of, number, asked_at, until_not_before,"
                    + " after_not_before, after_issuer, after_serial, learned, learned_at, twice FROM comparison WHERE id = 1";

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private volatile boolean pausing;

    public Comparisons(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether nothing is to be signed: this database was restored, and what was issued since is not known yet. */
    public boolean pauses() {
        return pausing;
    }

    /** Looks whether it does, before anything is signed and then now and then. */
    public void look() {
        pausing = read("").restoredAt() != null;
    }

    /** Locked until the transaction's end. */
    Comparison lock() {
        return read(" FOR UPDATE");
    }

    /** The question stands until it is answered, and its stretch with it. */
    void ask(long number, Instant begin, Instant until, Instant now) {
        jdbc.update(
                "UPDATE comparison SET number = ?, asked_at = ?, compared_until = ?, until_not_before = ?",
                number,
                Timestamp.from(now),
                Timestamp.from(begin),
                Timestamp.from(until));
    }

    /** The question was answered up to there, and the next one follows at once. */
    void answered(CertificatePlace after) {
        jdbc.update(
                "UPDATE comparison SET number = NULL, after_not_before = ?, after_issuer = ?, after_serial = ?",
                Timestamp.from(after.notBefore()),
                after.issuer(),
                after.serial());
    }

    /** The stretch is compared, and the one that follows it is asked about at once. */
    void further(Instant until, Instant next) {
        jdbc.update(
                "UPDATE comparison SET compared_until = ?, number = NULL, until_not_before = ?,"
                        + " after_not_before = NULL, after_issuer = NULL, after_serial = NULL",
                Timestamp.from(until),
                Timestamp.from(next));
    }

    /** All is compared that was to be. What the copy remembers of the web side's log of certificates was true of then. */
    void done(Instant until) {
        jdbc.update("UPDATE log_state SET seen_at = NULL FROM comparison WHERE comparison.restored_at IS NOT NULL");
        jdbc.update(
                "UPDATE comparison SET compared_until = ?, restored_at = NULL, copy_of = NULL, number = NULL,"
                        + " asked_at = NULL, until_not_before = NULL, after_not_before = NULL, after_issuer = NULL, after_serial = NULL",
                Timestamp.from(until));
    }

    void learned(int certificates, int twice, Instant now) {
        jdbc.update(
                "UPDATE comparison SET learned = CASE WHEN learned_at > ?::timestamptz - interval '7 days' THEN learned ELSE 0 END + ?,"
                        + " twice = twice + ?, learned_at = ?",
                Timestamp.from(now),
                certificates,
                twice,
                Timestamp.from(now));
    }

    /** How many certificates are here whose notBefore is in that stretch, and their digest as the message has it. */
    Counted count(Instant from, Instant until) {
        Counted counted = jdbc.queryForObject(
                """
                SELECT count(*), coalesce(to_hex(bit_xor(
                    ('x' || encode(substring(sha256(convert_to(issuer || ':' || serial, 'UTF8')) FOR 8), 'hex'))::bit(64)::bigint)), '0')
                FROM certificate WHERE not_before >= ? AND not_before < ?
                """,
                (row, number) -> new Counted(row.getLong(1), row.getString(2)),
                Timestamp.from(from),
                Timestamp.from(until));
        if (counted == null) {
            throw new IllegalStateException("A count has a row");
        }
        return counted;
    }

    record Counted(long count, String digest) {
        static final Counted NOTHING = new Counted(0, "0");
    }

    /** What an operator should know, a sentence each. */
    public List<String> alarms() {
        Comparison state = read("");
        List<String> alarms = new ArrayList<>();
        if (state.restoredAt() != null) {
            alarms.add("The signer's database was restored"
                    + (state.copyOf() == null
                            ? ""
                            : " from a copy of " + state.copyOf().truncatedTo(ChronoUnit.SECONDS))
                    + ": nothing is signed until the web side has said what was issued since. It goes on by itself.");
        }
        Instant learnedAt = state.learnedAt();
        if (learnedAt != null && learnedAt.isAfter(clock.instant().minus(TOLD_FOR))) {
            alarms.add("The signer's database had lost " + state.learned()
                    + " certificates, as one does that was restored from an older copy; the web side has told them (last at "
                    + learnedAt.truncatedTo(ChronoUnit.SECONDS) + ").");
        }
        if (state.twice() > 0) {
            alarms.add(state.twice()
                    + " requests have two certificates, one of before the signer's database was restored; the audit log names them"
                    + " (second-certificate-found).");
        }
        return alarms;
    }

    private Comparison read(String lock) {
        List<Comparison> rows = jdbc.query(SELECT + lock, (row, number) -> read(row));
        if (rows.isEmpty()) {
            throw new IllegalStateException("The row of the table comparison is gone");
        }
        return rows.get(0);
    }

    private static Comparison read(ResultSet row) throws SQLException {
        Instant after = instant(row, "after_not_before");
        long number = row.getLong("number");
        Long asked = row.wasNull() ? null : number;
        Instant comparedUntil = instant(row, "compared_until");
        return new Comparison(
                comparedUntil == null ? Instant.EPOCH : comparedUntil,
                instant(row, "restored_at"),
                instant(row, "copy_of"),
                asked,
                instant(row, "asked_at"),
                instant(row, "until_not_before"),
                after == null
                        ? null
                        : new CertificatePlace(after, row.getString("after_issuer"), row.getString("after_serial")),
                row.getLong("learned"),
                instant(row, "learned_at"),
                row.getLong("twice"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
