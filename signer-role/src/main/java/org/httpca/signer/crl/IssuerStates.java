package org.httpca.signer.crl;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code issuer_state}: the last CRL of each issuer. */
public final class IssuerStates {
    private final JdbcTemplate jdbc;

    public IssuerStates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param crlNumber of the last CRL, 0 before the first
     * @param crl its DER
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; handed on as it is
    record State(
            long crlNumber, byte @Nullable [] crl, @Nullable Instant nextUpdate) {}

    /** The issuer's row, made if it is not there, and locked until the transaction's end: one signer at a time makes CRLs. */
    State lock(String issuer) {
        jdbc.update("INSERT INTO issuer_state (issuer, crl_number) VALUES (?, 0) ON CONFLICT DO NOTHING", issuer);
        State state = jdbc.queryForObject(
                "SELECT crl_number, crl, crl_next_update FROM issuer_state WHERE issuer = ? FOR UPDATE",
                (row, number) -> read(row),
                issuer);
        if (state == null) {
            throw new IllegalStateException("The state of issuer " + issuer + " is missing");
        }
        return state;
    }

    /** Stores a newer CRL. */
    void store(String issuer, long number, byte[] crl, Instant nextUpdate) {
        int rows = jdbc.update(
                "UPDATE issuer_state SET crl_number = ?, crl = ?, crl_next_update = ?::timestamptz"
                        + " WHERE issuer = ? AND crl_number < ?",
                number,
                crl,
                nextUpdate.toString(),
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
                        "SELECT crl_number, crl, crl_next_update FROM issuer_state WHERE issuer = ?",
                        (row, number) -> read(row),
                        issuer)
                .stream()
                .map(State::nextUpdate)
                .findFirst()
                .orElse(null);
    }

    private static State read(ResultSet row) throws SQLException {
        OffsetDateTime next = row.getObject("crl_next_update", OffsetDateTime.class);
        return new State(row.getLong("crl_number"), row.getBytes("crl"), next == null ? null : next.toInstant());
    }
}
