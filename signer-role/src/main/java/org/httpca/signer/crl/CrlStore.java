package org.httpca.signer.crl;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.httpca.message.CrlPublished;
import org.httpca.pki.LongOctets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code crl} and {@code crl_part}: the last CRL of each issuer, and whether something has changed since. */
public final class CrlStore {
    /** With the issuer's name: the name of a lock that nothing else in this database has. */
    private static final int MAKING = 0x63726c;

    private static final int STORED_AT_ONCE = 50;

    private final JdbcTemplate jdbc;

    public CrlStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param number of the last CRL, 0 before the first
     * @param changes how often something changed that a CRL lists
     * @param listedChanges of these, how many the last CRL has
     */
    record State(long number, long changes, long listedChanges) {

        boolean hasNews() {
            return changes != listedChanges;
        }
    }

    /** Whether the last CRL misses something. Costs a row by its key. */
    boolean hasNews(String issuer) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM crl WHERE issuer = ? AND shard = '' AND changes <> listed_changes",
                        Integer.class,
                        issuer)
                .isEmpty();
    }

    /**
     * The state of the issuer's CRL, for who makes it until the transaction's end: one signer at a time. The row itself is not locked,
     * so that revocations go on meanwhile.
     *
     * @return empty while another signer makes it
     */
    Optional<State> lock(String issuer) {
        Boolean ours =
                jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?, hashtext(?))", Boolean.class, MAKING, issuer);
        if (!Boolean.TRUE.equals(ours)) {
            return Optional.empty();
        }
        jdbc.update("INSERT INTO crl (issuer, shard, number) VALUES (?, '', 0) ON CONFLICT DO NOTHING", issuer);
        return jdbc
                .query(
                        "SELECT number, changes, listed_changes FROM crl WHERE issuer = ? AND shard = ''",
                        (row, index) -> new State(row.getLong(1), row.getLong(2), row.getLong(3)),
                        issuer)
                .stream()
                .findFirst();
    }

    /** The last CRL's DER; empty if there is none. */
    LongOctets last(String issuer) {
        LongOctets.Builder der = new LongOctets.Builder();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "SELECT octets FROM crl_part WHERE issuer = ? AND shard = '' ORDER BY part");
                    statement.setFetchSize(STORED_AT_ONCE);
                    statement.setString(1, issuer);
                    return statement;
                },
                row -> {
                    der.write(row.getBytes(1));
                });
        return der.build();
    }

    /**
     * Stores a newer CRL in the place of the last.
     *
     * @param changes as they were when its entries were read, or before
     */
    void store(String issuer, long number, LongOctets crl, Instant nextUpdate, long changes) {
        jdbc.update("DELETE FROM crl_part WHERE issuer = ? AND shard = ''", issuer);
        List<LongOctets> parts = crl.parts(CrlPublished.MOST_OCTETS);
        jdbc.batchUpdate(
                "INSERT INTO crl_part (issuer, shard, part, octets) VALUES (?, '', ?, ?)",
                IntStream.range(0, parts.size()).boxed().toList(),
                STORED_AT_ONCE,
                (statement, part) -> {
                    statement.setString(1, issuer);
                    statement.setInt(2, part);
                    statement.setBytes(3, parts.get(part).toArray());
                });
        int rows = jdbc.update(
                "UPDATE crl SET number = ?, next_update = ?::timestamptz, listed_changes = ?"
                        + " WHERE issuer = ? AND shard = '' AND number < ?",
                number,
                nextUpdate.toString(),
                changes,
                issuer,
                number);
        if (rows != 1) {
            throw new IllegalStateException("The CRL number of issuer " + issuer + " would not have grown");
        }
    }

    /** When the issuer's CRL ends; null if it has none. For alarms. */
    public @Nullable Instant nextUpdate(String issuer) {
        return jdbc
                .query(
                        "SELECT next_update FROM crl WHERE issuer = ? AND shard = ''",
                        (row, number) -> nextUpdate(row),
                        issuer)
                .stream()
                .findFirst()
                .flatMap(next -> next)
                .orElse(null);
    }

    private static Optional<Instant> nextUpdate(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("next_update", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
