package org.httpca.signer.crl;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code issuer_state}: the last CRL of each issuer, and whether something has changed since. */
public final class IssuerStates {
    /** With the issuer's name: the name of a lock that nothing else in this database has. */
    private static final int MAKING = 0x63726c;

    private static final String SELECT =
            "SELECT crl_number, crl, crl_next_update, changes, crl_changes FROM issuer_state WHERE issuer = ?";

    private final JdbcTemplate jdbc;

    public IssuerStates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param crlNumber of the last CRL, 0 before the first
     * @param crl its DER
     * @param changes how often something changed that a CRL lists
     * @param crlChanges of these, how many the last CRL has
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; handed on as it is
    record State(
            long crlNumber, byte @Nullable [] crl, @Nullable Instant nextUpdate, long changes, long crlChanges) {

        boolean hasNews() {
            return changes != crlChanges;
        }
    }

    /** Whether the last CRL misses something. Costs a row by its key. */
    boolean hasNews(String issuer) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM issuer_state WHERE issuer = ? AND changes <> crl_changes", Integer.class, issuer)
                .isEmpty();
    }

    /**
     * The issuer's state, for who makes its CRL until the transaction's end: one signer at a time. The row itself is not locked, so that
     * revocations go on meanwhile.
     *
     * @return empty while another signer makes it
     */
    Optional<State> lock(String issuer) {
        Boolean ours =
                jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?, hashtext(?))", Boolean.class, MAKING, issuer);
        if (!Boolean.TRUE.equals(ours)) {
            return Optional.empty();
        }
        jdbc.update("INSERT INTO issuer_state (issuer, crl_number) VALUES (?, 0) ON CONFLICT DO NOTHING", issuer);
        return jdbc.query(SELECT, (row, number) -> read(row), issuer).stream().findFirst();
    }

    /**
     * Stores a newer CRL.
     *
     * @param changes as they were when its entries were read, or before
     */
    void store(String issuer, long number, byte[] crl, Instant nextUpdate, long changes) {
        int rows = jdbc.update(
                "UPDATE issuer_state SET crl_number = ?, crl = ?, crl_next_update = ?::timestamptz, crl_changes = ?"
                        + " WHERE issuer = ? AND crl_number < ?",
                number,
                crl,
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
                        "SELECT crl_next_update FROM issuer_state WHERE issuer = ?",
                        (row, number) -> nextUpdate(row),
                        issuer)
                .stream()
                .findFirst()
                .flatMap(next -> next)
                .orElse(null);
    }

    private static State read(ResultSet row) throws SQLException {
        return new State(
                row.getLong("crl_number"),
                row.getBytes("crl"),
                nextUpdate(row).orElse(null),
                row.getLong("changes"),
                row.getLong("crl_changes"));
    }

    private static Optional<Instant> nextUpdate(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getObject("crl_next_update", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
