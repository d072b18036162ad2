package org.httpca.signer.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.certificate.NamedShards;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.issuer.CrlShards;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code revocation}. Each row carries a MAC of the clearance key: one that was altered counts as revoked, whatever it
 * says, until a command or an order says anew what the certificate is.
 */
public final class Revocations {
    private static final String LABEL = "httpca revocation v2";
    /** Of rows without a shard, as all were before there were any. */
    private static final String FORMER_LABEL = "httpca revocation v1";

    private static final String COLUMNS =
            "issuer, serial, revision, reason, at, not_after, ordered, command_at, shard, mac";
    private static final String IN_ORDER = " ORDER BY length(serial), serial COLLATE \"C\"";
    private static final int FETCHED_AT_ONCE = 1_000;

    private final JdbcTemplate jdbc;
    private final FieldMac mac;
    private final NamedShards shards;

    /** @param mac one for which what was made with a former key holds: a revocation outlives the key */
    public Revocations(JdbcTemplate jdbc, FieldMac mac, NamedShards shards) {
        this.jdbc = jdbc;
        this.mac = mac;
        this.shards = shards;
    }

    /**
     * A certificate, and what was said about it.
     *
     * @param shard the CRL that it names; on each where its octets are not what was signed
     * @param keySha256 of its SubjectPublicKeyInfo, hexadecimal
     * @param row null if nothing was ever said
     */
    record Known(
            Octets certificateSha256,
            String shard,
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
                        "SELECT der, spki_sha256, not_after FROM certificate WHERE issuer = ? AND serial = ?",
                        (row, number) -> new Known(
                                Octets.of(row.getBytes("der")).sha256(),
                                shards.of(issuer, serial, row.getBytes("der")),
                                row.getString("spki_sha256"),
                                instant(row, "not_after"),
                                row(issuer, serial)),
                        issuer,
                        serial)
                .stream()
                .findFirst();
    }

    /** What was said about a certificate; empty if nothing ever was. */
    public Optional<Row> find(String issuer, String serial) {
        return jdbc
                .query(
                        "SELECT " + COLUMNS + " FROM revocation WHERE issuer = ? AND serial = ?",
                        (row, number) -> read(row),
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
            next.shard(),
            mac.of(LABEL, fields(next)),
            next.issuer(),
            next.serial()
        };
        int rows = before.row() == null
                ? jdbc.update(
                        "INSERT INTO revocation (revision, reason, at, not_after, ordered, command_at, shard,"
                                + " mac, issuer, serial) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        values)
                : jdbc.update(
                        "UPDATE revocation SET revision = ?, reason = ?, at = ?, not_after = ?, ordered = ?,"
                                + " command_at = ?, shard = ?, mac = ? WHERE issuer = ? AND serial = ?",
                        values);
        return rows == 1;
    }

    /**
     * Gives these certificates the number of their change, and has the CRLs made anew that list them. Locks a row for each CRL until
     * the transaction's end, that of the complete one first.
     *
     * @param lists their shards
     */
    void changed(String issuer, Collection<String> serials, Collection<String> lists) {
        Long change = raise(issuer, "");
        for (String list : lists) {
            if (list.equals(CrlShards.EACH)) {
                jdbc.update(
                        "UPDATE crl SET changes = changes + 1 WHERE issuer = ? AND shard <> '' AND shard <> ?",
                        issuer,
                        CrlShards.DELTA);
            } else if (!list.isEmpty()) {
                raise(issuer, list);
            }
        }
        jdbc.update(
                "UPDATE revocation SET change = ? WHERE issuer = ? AND serial = ANY (?::text[])",
                change,
                issuer,
                serials.toArray(String[]::new));
    }

    private @Nullable Long raise(String issuer, String list) {
        return jdbc.queryForObject(
                "INSERT INTO crl AS c (issuer, shard, number, changes) VALUES (?, ?, 0, 1)"
                        + " ON CONFLICT (issuer, shard) DO UPDATE SET changes = c.changes + 1 RETURNING changes",
                Long.class,
                issuer,
                list);
    }

    /** Rows that were altered: nobody knows which list their certificates name, so they are on each from now on. */
    public void listOnEach(String issuer, Collection<String> serials) {
        jdbc.update(
                "UPDATE revocation SET shard = ? WHERE issuer = ? AND serial = ANY (?::text[])",
                CrlShards.EACH,
                issuer,
                serials.toArray(String[]::new));
        changed(issuer, serials, Set.of(CrlShards.EACH));
    }

    /**
     * All of an issuer that a CRL has to list, in the order of their serial numbers; what was altered is among them, whatever end it claims. In a
     * transaction, a thousand at a time.
     *
     * @param shard of those that name it alone; empty: of all
     * @param endedBefore certificates that ended before are left out
     */
    public void listed(String issuer, String shard, Instant endedBefore, Consumer<Row> consumer) {
        Consumer<Row> listed = row -> {
            Revocation said = row.revocation();
            if (!row.genuine() || (said.reason() != null && !said.notAfter().isBefore(endedBefore))) {
                consumer.accept(row);
            }
        };
        if (shard.isEmpty()) {
            each("issuer = ?", listed, issuer);
        } else {
            // as the index revocation_shard has it
            each("issuer = ? AND shard IN (?, '*') AND shard <> ''", listed, issuer, shard);
        }
    }

    /** All of an issuer that have changed since, also what was released, in the order of their serial numbers. As {@link #listed}. */
    public void changedSince(String issuer, long change, Consumer<Row> consumer) {
        each("issuer = ? AND change > ?", consumer, issuer, change);
    }

    /** How many that are. */
    public int countChangedSince(String issuer, long change, int atMost) {
        Integer count = jdbc.queryForObject(
                "SELECT count(*)::int FROM (SELECT 1 FROM revocation WHERE issuer = ? AND change > ? LIMIT ?) AS changed",
                Integer.class,
                issuer,
                change,
                atMost);
        return count == null ? 0 : count;
    }

    private void each(String which, Consumer<Row> consumer, Object... values) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "SELECT " + COLUMNS + " FROM revocation WHERE " + which + IN_ORDER);
                    statement.setFetchSize(FETCHED_AT_ONCE);
                    for (int i = 0; i < values.length; i++) {
                        statement.setObject(i + 1, values[i]);
                    }
                    return statement;
                },
                result -> {
                    consumer.accept(read(result));
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
                row.getObject("command_at") == null ? null : instant(row, "command_at"),
                row.getString("shard"));
        boolean readable = released || reason.isPresent();
        return new Row(read, readable && holds(row.getBytes("mac"), read));
    }

    private boolean holds(byte[] claimed, Revocation row) {
        byte[][] fields = fields(row);
        return mac.holds(claimed, LABEL, fields)
                || (row.shard().isEmpty()
                        && mac.holds(claimed, FORMER_LABEL, Arrays.copyOf(fields, fields.length - 1)));
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
            FieldMac.utf8(row.commandAt() == null ? "" : row.commandAt().toString()),
            FieldMac.utf8(row.shard())
        };
    }
}
