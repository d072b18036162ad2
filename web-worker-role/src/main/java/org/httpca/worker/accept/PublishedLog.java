package org.httpca.worker.accept;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.httpca.envelope.MessagingTrust;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.StoredNodes;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.httpca.message.LogExtended;
import org.httpca.message.LogSeen;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The log of certificates as signers publish it, which only grows: what contradicts it is not taken. Says to the signer how much of it is
 * here, and what follows where the signer has lost some of it.
 */
public final class PublishedLog {
    private static final String KEY = "log-seen";

    private final JdbcTemplate jdbc;
    private final Supplier<MessagingTrust> trust;
    private final String installation;
    private final Outbox outbox;
    private final UuidSource ids;

    public PublishedLog(
            JdbcTemplate jdbc, Supplier<MessagingTrust> trust, String installation, Outbox outbox, UuidSource ids) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.installation = installation;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** @throws IllegalArgumentException if no signer signed it, or it contradicts what was published before */
    void accept(LogExtended extended) {
        TreeHead head =
                TreeHead.verify(extended.head(), trust.get(), installation).orElseThrow();
        long end = extended.from() + extended.entries().size();
        if (extended.from() < 0 || extended.entries().size() > LogExtended.MOST || head.size() != end) {
            throw new IllegalArgumentException("The entries from " + extended.from() + " to " + end
                    + " have the head of a log of " + head.size() + ".");
        }
        Frontier tree = lock();
        long size = tree.size();
        if (end <= size) {
            agrees(head);
        } else if (extended.from() <= size) {
            append(
                    tree,
                    extended.entries()
                            .subList(
                                    (int) (size - extended.from()),
                                    extended.entries().size()),
                    extended,
                    head);
        } // else some are missing between: the answer says so
        outbox.putLatest(KEY, Outgoing.of(ids.get(), answer(extended, tree.size())));
    }

    private Frontier lock() {
        return jdbc
                .query(
                        "SELECT size, frontier FROM log_state WHERE id = 1 FOR UPDATE",
                        (row, number) -> Frontier.of(row.getLong(1), row.getBytes(2)))
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The row of the table log_state is gone"));
    }

    private void append(Frontier tree, List<String> entries, LogExtended extended, TreeHead head) {
        long from = tree.size();
        List<Object[]> nodes = new ArrayList<>();
        List<Long> certificates = new ArrayList<>();
        for (String text : entries) {
            LogEntry entry = LogEntry.of(text)
                    .orElseThrow(() -> new IllegalArgumentException("The log has an entry that cannot be read."));
            certificates.add(LogEntry.key(entry.sha256()));
            tree.add(TreeHash.leaf(text), (level, index, hash) -> {
                if (StoredNodes.has(level)) {
                    nodes.add(new Object[] {level, index, hash.toArray()});
                }
            });
        }
        if (!tree.root().equals(head.root())) {
            throw new IllegalArgumentException(
                    "The log that has " + head.size() + " entries contradicts what was published before.");
        }
        jdbc.update(
                "INSERT INTO log_entry (index, entry, certificate) SELECT * FROM unnest(?::bigint[], ?::text[], ?::bigint[])",
                LongStream.range(from, from + entries.size()).boxed().toArray(Long[]::new),
                entries.toArray(String[]::new),
                certificates.toArray(Long[]::new));
        jdbc.batchUpdate("INSERT INTO log_node (level, index, hash) VALUES (?, ?, ?)", nodes);
        jdbc.update(
                "INSERT INTO log_head (size, root, signed_at, head) VALUES (?, ?, ?, ?)",
                head.size(),
                head.root().toArray(),
                head.at().atOffset(ZoneOffset.UTC),
                extended.head());
        jdbc.update("UPDATE log_state SET size = ?, frontier = ?", tree.size(), tree.toArray());
    }

    /** What was said before is the same. */
    private void agrees(TreeHead head) {
        Octets root = head.size() == 0 ? TreeHash.EMPTY : root(head.size());
        if (root != null && !root.equals(head.root())) {
            throw new IllegalArgumentException(
                    "The log that has " + head.size() + " entries contradicts what was published before.");
        }
    }

    private @Nullable Octets root(long size) {
        return jdbc
                .query("SELECT root FROM log_head WHERE size = ?", (row, number) -> Octets.of(row.getBytes(1)), size)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private record Following(long size, String head) {}

    /** To a question of one who has less, with what follows there, up to the next head. */
    private LogSeen answer(LogExtended extended, long size) {
        long from = extended.from();
        if (extended.entries().isEmpty() && from < size) {
            Following next = jdbc
                    .query(
                            "SELECT size, head FROM log_head WHERE size > ? ORDER BY size LIMIT 1",
                            (row, number) -> new Following(row.getLong(1), row.getString(2)),
                            from)
                    .stream()
                    .findFirst()
                    .orElse(null);
            if (next != null && next.size() - from <= LogExtended.MOST) {
                List<String> entries = jdbc.queryForList(
                        "SELECT entry FROM log_entry WHERE index >= ? AND index < ? ORDER BY index",
                        String.class,
                        from,
                        next.size());
                return new LogSeen(extended.at(), size, from, entries, next.head());
            }
        }
        return new LogSeen(extended.at(), size, size, List.of(), null);
    }
}
