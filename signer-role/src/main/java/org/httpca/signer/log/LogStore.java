package org.httpca.signer.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.httpca.log.Frontier;
import org.httpca.log.TreeHash;
import org.httpca.message.LogExtended;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code log_state} (one row, which all signers share), {@code log_entry} and {@code log_head}. */
final class LogStore {
    private static final String SELECT =
            "SELECT size, frontier, seen, seen_at, moved_at, said, asked_at FROM log_state WHERE id = 1";

    private final JdbcTemplate jdbc;

    LogStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param size entries
     * @param seen how many of them the web side has, as it said last
     * @param seenAt when it had been asked for that
     * @param movedAt when that last grew, or was told anew
     * @param said up to where it was told
     * @param askedAt when it was asked how many it has; null after its answer
     */
    record State(
            long size,
            Octets frontier,
            long seen,
            @Nullable Instant seenAt,
            @Nullable Instant movedAt,
            long said,
            @Nullable Instant askedAt) {

        Frontier tree() {
            return Frontier.of(size, frontier.toArray());
        }
    }

    /** Until the transaction's end; empty while another signer has it. */
    Optional<State> tryLock() {
        return read(" FOR UPDATE SKIP LOCKED");
    }

    /** Until the transaction's end. */
    State lock() {
        return read(" FOR UPDATE")
                .orElseThrow(() -> new IllegalStateException("The row of the table log_state is gone"));
    }

    State look() {
        return read("").orElseThrow(() -> new IllegalStateException("The row of the table log_state is gone"));
    }

    /**
     * Appends entries, and the head behind them.
     *
     * @param tree of the log as it is; it grows
     * @param head of the tree with them
     */
    void append(long from, List<String> entries, Frontier tree, String head) {
        jdbc.update(
                "INSERT INTO log_entry (index, entry) SELECT * FROM unnest(?::bigint[], ?::text[])",
                LongStream.range(from, from + entries.size()).boxed().toArray(Long[]::new),
                entries.toArray(String[]::new));
        jdbc.update("INSERT INTO log_head (size, head) VALUES (?, ?)", tree.size(), head);
        jdbc.update("UPDATE log_state SET size = ?, frontier = ?", tree.size(), tree.toArray());
    }

    /** Adds the entries' hashes to the tree. */
    static void grow(Frontier tree, List<String> entries) {
        entries.forEach(entry -> tree.add(TreeHash.leaf(entry)));
    }

    /** What was said when the log grew beyond that size, message by message. */
    List<LogExtended> messages(long from, int most, Instant now) {
        List<LogExtended> messages = new ArrayList<>();
        jdbc.query(
                "SELECT size, head FROM log_head WHERE size > ? ORDER BY size LIMIT ?",
                row -> {
                    long begin = messages.isEmpty() ? from : end(messages.get(messages.size() - 1));
                    messages.add(new LogExtended(now, begin, entries(begin, row.getLong(1)), row.getString(2)));
                },
                from,
                most);
        return messages;
    }

    private static long end(LogExtended message) {
        return message.from() + message.entries().size();
    }

    private List<String> entries(long begin, long end) {
        return jdbc.queryForList(
                "SELECT entry FROM log_entry WHERE index >= ? AND index < ? ORDER BY index", String.class, begin, end);
    }

    /** The head of the log as it is; none if it is empty. */
    Optional<String> head(long size) {
        return jdbc.queryForList("SELECT head FROM log_head WHERE size = ?", String.class, size).stream()
                .findFirst();
    }

    /** @param at when it had been asked */
    void seen(long size, Instant at, boolean moved, Instant now) {
        jdbc.update(
                "UPDATE log_state SET seen = ?, seen_at = ?, moved_at = CASE WHEN ? THEN ? ELSE moved_at END, asked_at = NULL",
                size,
                Timestamp.from(at),
                moved,
                Timestamp.from(now));
    }

    /** It has more than what can be taken in. */
    void ahead(long size, Instant now) {
        jdbc.update(
                "UPDATE log_state SET moved_at = CASE WHEN seen <= size THEN ? ELSE moved_at END, seen = ?",
                Timestamp.from(now),
                size);
    }

    void said(long until) {
        jdbc.update("UPDATE log_state SET said = ?", until);
    }

    void saidAgain(long until, Instant now) {
        jdbc.update("UPDATE log_state SET said = ?, moved_at = ?", until, Timestamp.from(now));
    }

    void asked(Instant now) {
        jdbc.update("UPDATE log_state SET asked_at = ?", Timestamp.from(now));
    }

    private Optional<State> read(String lock) {
        return jdbc.query(SELECT + lock, (row, number) -> read(row)).stream().findFirst();
    }

    private static State read(ResultSet row) throws SQLException {
        return new State(
                row.getLong("size"),
                Octets.of(row.getBytes("frontier")),
                row.getLong("seen"),
                instant(row, "seen_at"),
                instant(row, "moved_at"),
                row.getLong("said"),
                instant(row, "asked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
