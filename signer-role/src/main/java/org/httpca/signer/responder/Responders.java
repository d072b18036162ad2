package org.httpca.signer.responder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.signer.clearance.FieldMac;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code responder_certificate}. Each row carries a MAC of the clearance key over what is to be signed. */
public final class Responders {
    private static final String LABEL = "httpca responder v1";
    private static final String COLUMNS =
            "responder_id, issuer, csr_sha256, spki_sha256, serial, tbs, mac, der, problem";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM responder_certificate";

    /** Any number that no other lock of this database has. */
    private static final long COUNTING = 0x6f637370L;

    private final JdbcTemplate jdbc;
    private final FieldMac mac;

    public Responders(JdbcTemplate jdbc, FieldMac mac) {
        this.jdbc = jdbc;
        this.mac = mac;
    }

    /** What was written down for that wish, locked until the transaction's end. */
    Optional<WrittenResponder> lock(UUID id) {
        return jdbc.query(SELECT + " WHERE responder_id = ? FOR UPDATE", (row, n) -> read(row), id).stream()
                .findFirst();
    }

    /** What waits for its signature, locked; what another signer works on is left out. */
    List<WrittenResponder> unsigned(Collection<String> issuers, int most) {
        return jdbc.query(
                SELECT + " WHERE der IS NULL AND problem IS NULL AND issuer = ANY (?::text[])"
                        + " ORDER BY written_at LIMIT ? FOR UPDATE SKIP LOCKED",
                (row, n) -> read(row),
                issuers.toArray(String[]::new),
                most);
    }

    /** Has a responder ever had this key? */
    boolean isKeyKnown(String spkiSha256) {
        return exists("SELECT 1 FROM responder_certificate WHERE spki_sha256 = ?", spkiSha256);
    }

    /** Does anything have this serial number that this issuer has signed or is about to sign? */
    boolean isSerialKnown(String issuer, String serial) {
        return exists("SELECT 1 FROM responder_certificate WHERE issuer = ? AND serial = ?", issuer, serial)
                || exists("SELECT 1 FROM intent WHERE issuer = ? AND serial = ?", issuer, serial)
                || exists("SELECT 1 FROM certificate WHERE issuer = ? AND serial = ?", issuer, serial);
    }

    private boolean exists(String sql, Object... values) {
        return !jdbc.queryForList(sql, Integer.class, values).isEmpty();
    }

    /**
     * Writes down what will be signed.
     *
     * @return false if another signer has written down something for that wish or key meanwhile
     */
    boolean add(UUID id, String issuer, Octets csr, String key, String serial, byte[] tbs, Instant now) {
        return jdbc.update(
                        "INSERT INTO responder_certificate (responder_id, issuer, csr_sha256, spki_sha256, serial, tbs, mac,"
                                + " written_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        id,
                        issuer,
                        csr.toArray(),
                        key,
                        serial,
                        tbs,
                        mac.of(LABEL, fields(id, issuer, csr.toArray(), key, serial, tbs)),
                        Timestamp.from(now))
                == 1;
    }

    /** @param der null has it signed anew */
    void store(UUID id, byte @Nullable [] der) {
        one(jdbc.update("UPDATE responder_certificate SET der = ? WHERE responder_id = ?", der, id));
    }

    void refuse(UUID id, Problem problem) {
        one(jdbc.update(
                "UPDATE responder_certificate SET problem = ? WHERE responder_id = ?",
                MessageJson.mapper().writeValueAsString(problem),
                id));
    }

    private static void one(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("A responder's row that was locked is gone.");
        }
    }

    /** Gives up what was written down before then and is not signed. */
    List<WrittenResponder> giveUp(Instant before, Problem problem) {
        return jdbc.query(
                "UPDATE responder_certificate SET problem = ? WHERE der IS NULL AND problem IS NULL AND written_at < ?"
                        + " RETURNING " + COLUMNS,
                (row, n) -> read(row),
                MessageJson.mapper().writeValueAsString(problem),
                Timestamp.from(before));
    }

    /**
     * How many were written down since then; no more than so many are counted. Until the transaction's end no other signer counts: two
     * would find the same room.
     */
    int writtenSince(Instant since, int atMost) {
        jdbc.query("SELECT pg_advisory_xact_lock(?)", row -> {}, COUNTING);
        Integer count = jdbc.queryForObject(
                "SELECT count(*)::int FROM (SELECT 1 FROM responder_certificate WHERE written_at > ? LIMIT ?) AS recent",
                Integer.class,
                Timestamp.from(since),
                atMost);
        return count == null ? 0 : count;
    }

    private WrittenResponder read(ResultSet row) throws SQLException {
        UUID id = row.getObject("responder_id", UUID.class);
        String issuer = row.getString("issuer");
        byte[] csr = row.getBytes("csr_sha256");
        String key = row.getString("spki_sha256");
        String serial = row.getString("serial");
        byte[] tbs = row.getBytes("tbs");
        byte[] der = row.getBytes("der");
        String problem = row.getString("problem");
        return new WrittenResponder(
                id,
                issuer,
                Octets.of(csr),
                key,
                serial,
                Octets.of(tbs),
                der == null ? null : Octets.of(der),
                problem == null ? null : MessageJson.mapper().readValue(problem, Problem.class),
                mac.holds(row.getBytes("mac"), LABEL, fields(id, issuer, csr, key, serial, tbs)));
    }

    private static byte[][] fields(UUID id, String issuer, byte[] csr, String key, String serial, byte[] tbs) {
        return new byte[][] {
            FieldMac.utf8(id.toString()), FieldMac.utf8(issuer), csr, FieldMac.utf8(key), FieldMac.utf8(serial), tbs
        };
    }
}
