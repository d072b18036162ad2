package org.httpca.web.log;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.httpca.log.LogEntry;
import org.httpca.log.Proofs;
import org.httpca.log.TreeHash;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code log_entry}, {@code log_node} and {@code log_head}: the worker verified what it put there. */
@Component
public class PublishedLog {
    /** Entries in one answer. */
    public static final int PAGE = 1000;

    /** A certificate has one that it was issued, and few more; whoever holds and releases it again and again sees the first. */
    private static final int MOST_OF_A_CERTIFICATE = 100;

    private final JdbcClient jdbc;
    private final Proofs proofs;

    PublishedLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.proofs = new Proofs(this::row);
    }

    /** @param path see {@code org.httpca.log.InclusionProof} */
    public record ProvenEntry(long index, String entry, List<Octets> path) {}

    /** What the log has about a certificate, each proven against the head. */
    public record Proven(PublishedHead head, List<ProvenEntry> entries) {}

    /** The last head; empty before the first entry. */
    public Optional<PublishedHead> head() {
        return jdbc.sql("select size, root, signed_at, head from log_head order by size desc limit 1")
                .query((row, number) -> new PublishedHead(
                        row.getLong("size"),
                        Octets.of(row.getBytes("root")),
                        row.getObject("signed_at", OffsetDateTime.class).toInstant(),
                        row.getString("head")))
                .optional();
    }

    /** Those from that one on, in their order, at most {@link #PAGE}. */
    public List<String> entries(long from) {
        return entries(from, PAGE);
    }

    /** @param sha256 of the certificate's DER */
    public Result<Proven> about(Octets sha256) {
        return head().map(head -> about(sha256, head)).orElseGet(PublishedLog::empty);
    }

    /** Whether it has something {@link #about} that certificate. */
    public boolean has(Octets sha256) {
        return head().filter(head -> !found(sha256, head).isEmpty()).isPresent();
    }

    private record Found(long index, String entry) {}

    private List<Found> found(Octets sha256, PublishedHead head) {
        return jdbc
                .sql("select index, entry from log_entry where certificate = ? and index < ? order by index limit ?")
                .params(LogEntry.key(sha256), head.size(), MOST_OF_A_CERTIFICATE)
                .query((row, number) -> new Found(row.getLong("index"), row.getString("entry")))
                .list()
                .stream()
                .filter(found -> isAbout(found.entry(), sha256))
                .toList();
    }

    private Result<Proven> about(Octets sha256, PublishedHead head) {
        List<ProvenEntry> proven = found(sha256, head).stream()
                .map(found -> new ProvenEntry(
                        found.index(),
                        found.entry(),
                        proofs.inclusion(found.index(), head.size()).path()))
                .toList();
        return proven.isEmpty()
                ? Result.refused(
                        ProblemType.NOT_FOUND,
                        "The log has no entry about a certificate with this SHA-256. One that was issued a moment ago gets its entry"
                                + " within seconds.")
                : Result.passed(new Proven(head, proven));
    }

    private static boolean isAbout(String entry, Octets sha256) {
        return LogEntry.of(entry).filter(read -> read.sha256().equals(sha256)).isPresent();
    }

    /** That the log of the first size is the beginning of that of the second. */
    public Result<List<Octets>> consistency(long first, long second) {
        PublishedHead head = head().orElse(null);
        if (head == null) {
            return empty();
        }
        if (first < 1 || first > second || second > head.size()) {
            return Result.refused(
                    ProblemType.MALFORMED,
                    "first and second are sizes of the log: 1 at least, in this order, and at most " + head.size()
                            + ".");
        }
        return Result.passed(proofs.consistency(first, second).path());
    }

    private static <T> Result<T> empty() {
        return Result.refused(ProblemType.NOT_FOUND, "The log has no entries yet.");
    }

    private List<Octets> row(int level, long from, int count) {
        List<Octets> row = level == 0
                ? entries(from, count).stream().map(TreeHash::leaf).toList()
                : jdbc.sql("select hash from log_node where level = ? and index >= ? and index < ? order by index")
                        .params(level, from, from + count)
                        .query((found, number) -> Octets.of(found.getBytes(1)))
                        .list();
        if (row.size() != count) {
            throw new IllegalStateException(
                    "The log has " + row.size() + " of " + count + " nodes from " + from + " on level " + level + ".");
        }
        return row;
    }

    private List<String> entries(long from, int count) {
        return jdbc.sql("select entry from log_entry where index >= ? and index < ? order by index")
                .params(from, from + count)
                .query(String.class)
                .list();
    }
}
