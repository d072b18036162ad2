package org.httpca.standalone;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import org.httpca.pki.KeyFile;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.Sha256;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.postgresql.PGConnection;

/** Rows about certificates that were never issued, and are revoked, as the signer would write them. */
record ManyRevocations(Tables signer, FieldMac mac) {
    private static final int AT_ONCE = 20_000;
    /** What tells these certificates apart. */
    private static final String SUBJECT = "CN=one of many";

    static ManyRevocations of(Production production) throws IOException {
        Path folder = production.out().resolve("signer");
        IssuingKeystore keystore =
                IssuingKeystore.load(folder.resolve("ca.p12"), KeyFile.readSecret(folder.resolve("ca-passphrase")));
        return new ManyRevocations(production.signerTables(), new FieldMac(requireNonNull(keystore.clearanceKey())));
    }

    void put(int count) throws Exception {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.DAYS);
        Instant notAfter = at.plus(90, ChronoUnit.DAYS);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int from = 0; from < count; from += AT_ONCE) {
                StringBuilder certificates = new StringBuilder();
                StringBuilder revocations = new StringBuilder();
                for (int n = from; n < Math.min(count, from + AT_ONCE); n++) {
                    String serial = serial(n);
                    String key = HexFormat.of().formatHex(Sha256.of(("key " + n).getBytes(StandardCharsets.UTF_8)));
                    certificates
                            .append(String.join(
                                    "\t",
                                    "issuing",
                                    serial,
                                    "\\\\x3000",
                                    SUBJECT,
                                    key,
                                    at.minus(100, ChronoUnit.DAYS).toString(),
                                    notAfter.toString(),
                                    at.toString()))
                            .append('\n');
                    revocations
                            .append(String.join(
                                    "\t",
                                    "issuing",
                                    serial,
                                    "1",
                                    Integer.toString(RevocationReason.SUPERSEDED.code()),
                                    at.toString(),
                                    notAfter.toString(),
                                    "f",
                                    "\\\\x" + HexFormat.of().formatHex(mac(serial, at, notAfter))))
                            .append('\n');
                }
                copy(
                        connection,
                        "certificate (issuer, serial, der, subject, spki_sha256, not_before, not_after, issued_at)",
                        certificates);
                copy(
                        connection,
                        "revocation (issuer, serial, revision, reason, at, not_after, ordered, mac)",
                        revocations);
            }
            statement.execute("ANALYZE revocation");
            statement.executeUpdate("UPDATE crl SET changes = changes + 1 WHERE shard = ''");
        }
    }

    /** They are no certificates, and nobody is to look at them as such. */
    void remove() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("TRUNCATE revocation");
            statement.executeUpdate("DELETE FROM certificate WHERE subject = '" + SUBJECT + "'");
        }
    }

    /** What a row's MAC is over, in the order of the signer's own. */
    private byte[] mac(String serial, Instant at, Instant notAfter) {
        return mac.of(
                "httpca revocation v1",
                FieldMac.utf8("issuing"),
                FieldMac.utf8(serial),
                FieldMac.utf8("1"),
                FieldMac.utf8(RevocationReason.SUPERSEDED.label()),
                FieldMac.utf8(at.toString()),
                FieldMac.utf8(notAfter.toString()),
                FieldMac.utf8("false"),
                FieldMac.utf8(""));
    }

    /** As long as real ones, and without order. */
    private static String serial(int n) {
        byte[] octets = Arrays.copyOf(Sha256.of(("serial " + n).getBytes(StandardCharsets.UTF_8)), 20);
        octets[0] = (byte) (octets[0] & 0x3f | 0x40);
        return new BigInteger(1, octets).toString(16);
    }

    private static void copy(Connection connection, String into, StringBuilder rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + into + " FROM STDIN", new StringReader(rows.toString()));
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(
                signer.url(), signer.owner(), new String(KeyFile.readSecret(signer.passwordFile())));
    }
}
