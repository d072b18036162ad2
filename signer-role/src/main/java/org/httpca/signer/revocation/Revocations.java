package org.httpca.signer.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.clearance.FieldMac;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code revocation}. Each row carries a MAC of the clearance key: one that was altered counts as revoked, whatever it
 * says, until a command or an order says anew what the certificate is.
 */
public final class Revocations {
    private static final String LABEL = "httpca revocation v1";
    private static final String COLUMNS = "issuer, serial, revision, reason, at, not_after, ordered, command_at, mac";
    private static final int FETCHED_AT_ONCE = 1_000;

    private final JdbcTemplate jdbc;
    private final FieldMac mac;

    /** @param mac one for which what was made with a former key holds: a revocation outlives the key */
    public Revocations(JdbcTemplate jdbc, FieldMac mac) {
        this.jdbc = jdbc;
        this.mac = mac;
    }

    /**
     * A certificate, and what was said about it.
     *
     * @param keySha256 of its SubjectPublicKeyInfo, hexadecimal
     * @param row null if nothing was ever said
     */
    record Known(
            Octets certificateSha256,
            String keySha256,
            Instant notAfter,
            @Nullable Row row) {
        /** What was altered counts as nothing. */
        @Nullable
        Revocation revocation() {
            return row != null && row.genuine() ? row.revocation() : null;
        }
    }

    /**
     * A row.
     *
     * @param genuine whether a signer wrote it
     */
    public record Row(Revocation revocation, boolean genuine) {}

    /** What is known of that certificate, its row locked until the transaction's end if it has one; empty if it is not ours. */
    Optional<Known> lock(String issuer, String serial) {
        return jdbc
                .query(
                        "SELECT sha256(der) AS sha256, spki_sha256, not_after FROM certificate WHERE issuer = ? AND serial = ?",
                        (row, number) -> new Known(
                                Octets.of(row.getBytes("sha256")),
                                row.getString("spki_sha256"),
                                instant(row, "not_after"),
                                row(issuer, serial)),
                        issuer,
                        serial)
                .stream()
                .findFirst();
    }

    private @Nullable Row row(String issuer, String serial) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM revocation WHERE issuer = ? AND serial = ? FOR UPDATE",
                        (row, number) -> read(row),
                        issuer,
                        serial)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * Stores what a certificate is from now on.
     *
     * @param before what {@link #lock} said
     * @return false if another signer was first: look again
     */
    boolean store(Known before, Revocation next) {
        RevocationReason reason = next.reason();
        Object[] values = {
            next.revision(),
            reason == null ? null : reason.code(),
            Timestamp.from(next.at()),
            Timestamp.from(next.notAfter()),
            next.ordered(),
            next.commandAt() == null ? null : Timestamp.from(next.commandAt()),
            mac.of(LABEL, fields(next)),
            next.issuer(),
            next.serial()
        };
        int rows = before.row() == null
                ? jdbc.update(
                        "INSERT INTO revocation (revision, reason, at, not_after, ordered, command_at, mac,"
                                + " issuer, serial) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        values)
                : jdbc.update(
                        "UPDATE revocation SET revision = ?, reason = ?, at = ?, not_after = ?, ordered = ?,"
                                + " command_at = ?, mac = ? WHERE issuer = ? AND serial = ?",
                        values);
        return rows == 1;
    }

    /** Has the issuer's CRL made anew. Locks a row until the transaction's end. */
    void changed(String issuer) {
        jdbc.update(
                "INSERT INTO crl AS c (issuer, shard, number, changes) VALUES (?, '', 0, 1)"
                        + " ON CONFLICT (issuer, shard) DO UPDATE SET changes = c.changes + 1",
                issuer);
    }

    /**
     * All of an issuer that a CRL has to list, in the order of their serial numbers; what was altered is among them, whatever end it claims. In a
     * transaction, a thousand at a time.
     *
     * @param endedBefore certificates that ended before are left out
     */
    public void listed(String issuer, Instant endedBefore, Consumer<Row> consumer) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("SELECT " + COLUMNS
                            + " FROM revocation WHERE issuer = ?" + " ORDER BY length(serial), serial COLLATE \"C\"");
                    statement.setFetchSize(FETCHED_AT_ONCE);
                    statement.setString(1, issuer);
                    return statement;
                },
                result -> {
                    Row row = read(result);
                    Revocation said = row.revocation();
                    if (!row.genuine()
                            || (said.reason() != null && !said.notAfter().isBefore(endedBefore))) {
                        consumer.accept(row);
                    }
                });
    }

    private Row read(ResultSet row) throws SQLException {
        int code = row.getInt("reason");
        boolean released = row.wasNull();
        Optional<RevocationReason> reason = released ? Optional.empty() : RevocationReason.ofCode(code);
        Revocation read = new Revocation(
                row.getString("issuer"),
                row.getString("serial"),
                row.getLong("revision"),
                reason.orElse(null),
                instant(row, "at"),
                instant(row, "not_after"),
                row.getBoolean("ordered"),
                row.getObject("command_at") == null ? null : instant(row, "command_at"));
        boolean readable = released || reason.isPresent();
        return new Row(read, readable && mac.holds(row.getBytes("mac"), LABEL, fields(read)));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static byte[][] fields(Revocation row) {
        return new byte[][] {
            FieldMac.utf8(row.issuer()),
            FieldMac.utf8(row.serial()),
            FieldMac.utf8(String.valueOf(row.revision())),
            FieldMac.utf8(row.reason() == null ? "" : row.reason().label()),
            FieldMac.utf8(row.at().toString()),
            FieldMac.utf8(row.notAfter().toString()),
            FieldMac.utf8(String.valueOf(row.ordered())),
            FieldMac.utf8(row.commandAt() == null ? "" : row.commandAt().toString())
        };
    }
}
