package org.httpca.signer.audit;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.httpca.audit.AuditEntry;
import org.httpca.audit.AuditHead;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The audit table: the only door to it. */
final class AuditEntries {

    private static final RowMapper<AuditHead> HEAD = (row, number) ->
            new AuditHead(row.getString("chain"), row.getLong("sequence"), Octets.of(row.getBytes("hash")));

    private final JdbcTemplate jdbc;

    AuditEntries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    AuditHead head(String chain) {
        return jdbc
                .query(
                        "SELECT chain, sequence, hash FROM audit WHERE chain = ? ORDER BY sequence DESC LIMIT 1",
                        HEAD,
                        chain)
                .stream()
                .findFirst()
                .orElse(AuditHead.genesis(chain));
    }

    /** The head of each chain whose name begins so: from one chain to the next along the key, not through all entries. */
    List<AuditHead> heads(String prefix) {
        return jdbc.query("""
                WITH RECURSIVE name (chain) AS (
                    (SELECT chain FROM audit WHERE chain >= ? ORDER BY chain LIMIT 1)
                    UNION ALL
                    SELECT (SELECT audit.chain FROM audit WHERE audit.chain > name.chain ORDER BY audit.chain LIMIT 1)
                    FROM name WHERE starts_with(name.chain, ?))
                SELECT head.chain, head.sequence, head.hash
                FROM name, LATERAL (SELECT chain, sequence, hash FROM audit WHERE audit.chain = name.chain
                                    ORDER BY sequence DESC LIMIT 1) head
                WHERE starts_with(name.chain, ?) ORDER BY head.chain
                """, HEAD, prefix, prefix, prefix);
    }

    void insert(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.update(
                """
                INSERT INTO audit (chain, sequence, at, event, request_id, detail, previous, hash)
                SELECT * FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::text[], ?::uuid[], ?::text[], ?::bytea[],
                                     ?::bytea[])
                """,
                column(entries, AuditEntry::chain, String[]::new),
                column(entries, AuditEntry::sequence, Long[]::new),
                column(entries, entry -> entry.at().toString(), String[]::new),
                column(entries, AuditEntry::event, String[]::new),
                column(entries, AuditEntries::requestId, String[]::new),
                column(entries, AuditEntry::detail, String[]::new),
                column(entries, entry -> entry.previous().toArray(), byte[][]::new),
                column(entries, entry -> entry.hash().toArray(), byte[][]::new));
    }

    private static @Nullable String requestId(AuditEntry entry) {
        UUID id = entry.requestId();
        return id == null ? null : id.toString();
    }

    private static <T> T[] column(
            List<AuditEntry> entries, Function<AuditEntry, @Nullable T> value, IntFunction<@Nullable T[]> array) {
        return entries.stream().map(value).toArray(array);
    }
}
