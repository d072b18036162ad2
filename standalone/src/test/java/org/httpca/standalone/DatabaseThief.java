package org.httpca.standalone;

import java.math.BigInteger;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Somebody who can do anything to the signer's database, and nothing else. Where a stage would be faster than a second
 * statement, a trigger alters the row in the stage's own transaction.
 */
final class DatabaseThief {

    private final JdbcTemplate database;
    private final X509CertificateHolder issuing;

    DatabaseThief(WholeSystem system) throws Exception {
        database = system.signer();
        issuing =
                new X509CertificateHolder(Pem.decodeOne(Files.readString(system.file("ca/issuing.pem")), "CERTIFICATE")
                        .orElseThrow());
    }

    /** As wide as the thief's rights are. @return how many rows */
    int does(String sql, Object... arguments) {
        return database.update(sql, arguments);
    }

    /** @param body PL/pgSQL about NEW, run before each insert into the table */
    void altersOnInsert(String table, String body) {
        trigger("BEFORE", table, body);
    }

    /** @param body PL/pgSQL about NEW, run after each insert into the table, in the same transaction */
    void followsInsert(String table, String body) {
        trigger("AFTER", table, body);
    }

    private void trigger(String when, String table, String body) {
        database.execute("CREATE OR REPLACE FUNCTION thief_" + table
                + "() RETURNS trigger LANGUAGE plpgsql AS $thief$ BEGIN " + body + " RETURN NEW; END $thief$");
        database.execute("CREATE TRIGGER thief " + when + " INSERT ON " + table
                + " FOR EACH ROW EXECUTE FUNCTION thief_" + table + "()");
    }

    void removesTriggers() {
        for (String table : new String[] {"request", "intent", "certificate"}) {
            database.execute("DROP TRIGGER IF EXISTS thief ON " + table);
        }
    }

    /** What an administrator must sign to approve it, out of columns that anybody with the database can read. */
    Octets digest(UUID request) throws Exception {
        String command = database.queryForObject("SELECT command FROM request WHERE id = ?", String.class, request);
        String hash = database.queryForObject("SELECT profile_hash FROM request WHERE id = ?", String.class, request);
        if (command == null || hash == null) {
            throw new AssertionError("Request " + request + " is pinned to no profile.");
        }
        return ((RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, command)).digest(hash);
    }

    /** A certificate as the issuing CA would make it, for the thief's own key, signed by that key. */
    X509CertificateHolder ownCertificate(String host, BigInteger serial) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                        issuing.getSubject(),
                        serial,
                        Date.from(now),
                        Date.from(now.plusSeconds(86_400)),
                        new X500Name("CN=" + host),
                        pair.getPublic())
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(Identifier.dns(host).orElseThrow().toGeneralName()))
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(Crypto.BOUNCY_CASTLE)
                        .build(pair.getPrivate()));
    }

    /** Octets as a literal of SQL. */
    static String bytea(byte[] octets) {
        return "decode('" + HexFormat.of().formatHex(octets) + "', 'hex')";
    }
}
