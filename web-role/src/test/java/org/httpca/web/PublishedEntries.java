package org.httpca.web;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.StoredNodes;
import org.httpca.log.TreeHash;
import org.httpca.pki.Octets;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log of certificates as the worker leaves it, with heads that nobody has signed. */
public final class PublishedEntries {
    private PublishedEntries() {}

    /** Of a certificate that does not exist. */
    public static LogEntry entry(int number) {
        return LogEntry.issued(
                Octets.of(ByteBuffer.allocate(4).putInt(number).array()).sha256());
    }

    /** @return the root after so many entries, from none on */
    public static List<Octets> ofLog(JdbcClient owner, int size) {
        return ofLog(
                owner,
                IntStream.range(0, size).mapToObj(PublishedEntries::entry).toList());
    }

    /** In the place of the log of before. */
    public static List<Octets> ofLog(JdbcClient owner, List<LogEntry> entries) {
        int size = entries.size();
        owner.sql("delete from log_entry").update();
        owner.sql("delete from log_node").update();
        owner.sql("delete from log_head").update();
        List<Octets> roots = new ArrayList<>(List.of(TreeHash.EMPTY));
        Frontier tree = Frontier.empty();
        for (LogEntry entry : entries) {
            tree.add(TreeHash.leaf(entry.text()), (level, index, hash) -> {
                if (StoredNodes.has(level)) {
                    owner.sql("insert into log_node values (?, ?, ?)")
                            .params(level, index, hash.toArray())
                            .update();
                }
            });
            roots.add(tree.root());
        }
        owner.sql("insert into log_entry select * from unnest(?::bigint[], ?::text[], ?::bigint[])")
                .params(
                        LongStream.range(0, size).boxed().toArray(Long[]::new),
                        entries.stream().map(LogEntry::text).toArray(String[]::new),
                        entries.stream()
                                .map(entry -> LogEntry.key(entry.sha256()))
                                .toArray(Long[]::new))
                .update();
        owner.sql("insert into log_head values (?, ?, timestamptz '2026-11-22T10:00:00Z', ?)")
                .params(size, tree.root().toArray(), "ey." + size)
                .update();
        return roots;
    }
}
