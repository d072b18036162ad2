package org.httpca.signer.halt;

import static org.httpca.signer.clearance.FieldMac.utf8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.signer.clearance.FieldMac;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code issuing}: one row, which all signers read before they sign. It carries a MAC of the clearance key, and one
 * that is missing, altered, or older than what this process has seen, halts. What a process has not seen, it cannot miss: whoever
 * writes to the database while no signer runs can bring an older row back, and still gets nothing signed that was not cleared.
 */
public final class Halts {

    private static final Logger LOG = LoggerFactory.getLogger(Halts.class);
    private static final String LABEL = "httpca issuing v1";

    private final JdbcTemplate jdbc;
    private final FieldMac mac;
    private final AtomicLong seen = new AtomicLong();
    private final AtomicReference<@Nullable String> told = new AtomicReference<>();

    public Halts(JdbcTemplate jdbc, FieldMac mac) {
        this.jdbc = jdbc;
        this.mac = mac;
    }

    /** As it stands now; remembered, so that nothing older is believed later. Costs one row by its key. */
    public Issuing now() {
        Issuing read = stored();
        if (read.fault() == null) {
            seen.accumulateAndGet(read.sequence(), Math::max);
        }
        if (!Objects.equals(told.getAndSet(read.fault()), read.fault()) && read.fault() != null) {
            LOG.error(
                    "Nothing is signed any more: {}. Find out who writes to it; an order to resume is the way out.",
                    read.fault());
        }
        return read;
    }

    /** As the current transaction sees it, which may have changed it and may yet be rolled back. */
    public Issuing stored() {
        long newest = seen.get();
        List<Issuing> rows = jdbc.query(
                "SELECT halted, sequence, administrator, reason, at, mac FROM issuing WHERE id = 1",
                (row, number) -> read(row, newest));
        if (rows.isEmpty()) {
            return Issuing.broken(newest, "its state is gone from the signer's database");
        }
        return rows.get(0);
    }

    /**
     * Stores what an order makes of it, in the current transaction.
     *
     * @param at when the order was given
     */
    public void order(boolean halted, long sequence, String administrator, @Nullable String reason, Instant at) {
        Issuing next = new Issuing(halted, sequence, administrator, reason, at.truncatedTo(ChronoUnit.MICROS), null);
        jdbc.update(
                """
                INSERT INTO issuing (id, halted, sequence, administrator, reason, at, mac) VALUES (1, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE
                SET halted = excluded.halted, sequence = excluded.sequence, administrator = excluded.administrator,
                    reason = excluded.reason, at = excluded.at, mac = excluded.mac
                """,
                halted,
                sequence,
                administrator,
                reason,
                Timestamp.from(at.truncatedTo(ChronoUnit.MICROS)),
                mac(next));
    }

    /** Seals the state anew if it was sealed with the clearance key of before, so that it outlives that one. */
    public void reseal() {
        Issuing state = stored();
        if (state.fault() == null && state.administrator() != null) {
            jdbc.update(
                    "UPDATE issuing SET mac = ? WHERE id = 1 AND sequence = ? AND halted = ?",
                    mac(state),
                    state.sequence(),
                    state.halted());
        }
    }

    private Issuing read(ResultSet row, long newest) throws SQLException {
        OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
        Issuing read = new Issuing(
                row.getBoolean("halted"),
                row.getLong("sequence"),
                row.getString("administrator"),
                row.getString("reason"),
                at == null ? null : at.toInstant(),
                null);
        byte[] sealed = row.getBytes("mac");
        boolean untouched = sealed == null && !read.halted() && read.sequence() == 0;
        if (!untouched && (sealed == null || !mac.holds(sealed, LABEL, fields(read)))) {
            return Issuing.broken(newest, "its state in the signer's database was altered");
        }
        return read.sequence() < newest
                ? Issuing.broken(newest, "its state in the signer's database is older than one that was seen")
                : read;
    }

    private byte[] mac(Issuing state) {
        return mac.of(LABEL, fields(state));
    }

    private static byte[][] fields(Issuing state) {
        Instant at = state.at();
        return new byte[][] {
            utf8(String.valueOf(state.halted())),
            utf8(String.valueOf(state.sequence())),
            utf8(state.administrator() == null ? "" : state.administrator()),
            utf8(state.reason() == null ? "" : state.reason()),
            utf8(at == null ? "" : at.toString())
        };
    }
}
