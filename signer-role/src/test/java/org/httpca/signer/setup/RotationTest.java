package org.httpca.signer.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveTrust;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rotation.md has people type, for the keys and passwords that are no single identity. */
class RotationTest {

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void setUp() throws IOException {
        TestInstallation.copyTo(folder);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(Setup.run(List.of(arguments), new PrintWriter(out), new PrintWriter(out)))
                .as(out.toString())
                .isZero();
        return out.toString();
    }

    private static String refused(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(Setup.run(List.of(arguments), new PrintWriter(out), new PrintWriter(err)))
                .isEqualTo(1);
        return err.toString();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Identity worker() {
        return Identity.load(
                folder.resolve("worker/identity.p12"), KeyFile.readSecret(folder.resolve("worker/passphrase")));
    }

    private IssuingKeystore issuing() throws IOException {
        return IssuingKeystore.load(
                folder.resolve("signer/ca.p12"), KeyFile.readSecret(folder.resolve("signer/ca-passphrase")));
    }

    private List<X509Certificate> certificates(String name) throws Exception {
        List<X509Certificate> all = new ArrayList<>();
        for (byte[] der : Pem.decodeCertificates(Files.readString(folder.resolve(name)))) {
            all.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        }
        return all;
    }

    @Test
    void aPassphraseIsRenewedWithAllThatItOpens() throws IOException {
        X509Certificate before = worker().certificate();
        char[] old = KeyFile.readSecret(folder.resolve("worker/passphrase"));
        String said = run("secret", "renew", file("worker/passphrase"));
        assertThat(said).contains("opens with a new passphrase").doesNotContain(new String(old));
        assertThat(worker().certificate()).isEqualTo(before);
        assertThatThrownBy(() -> Identity.load(folder.resolve("worker/identity.p12"), old))
                .isInstanceOf(RuntimeException.class);
        assertThat(folder.resolve("worker/passphrase.new")).doesNotExist();

        run("clearance-key", "renew", "--config", file("signer"));
        IssuingKeystore keys = issuing();
        assertThat(run("secret", "renew", file("signer/ca-passphrase"))).contains("ca.p12, clearance.p12");
        assertThat(issuing().clearanceKey()).isEqualTo(keys.clearanceKey());
        assertThat(issuing().above()).isEqualTo(keys.above());
        run("clearance-key", "renew", "--config", file("signer"));
        run("secret", "renew", file("operator/messaging-ca.passphrase"));
        run("identity", "renew", "worker-1", "--data", folder.toString());

        Files.writeString(folder.resolve("signer/ca-passphrase"), "another\n");
        assertThat(refused("secret", "renew", file("signer/ca-passphrase"))).contains("Nothing was changed");
        assertThat(refused("secret", "renew", file("signer/profiles.yml"))).contains("not known what");
    }

    @Test
    void aDatabasePasswordIsForPostgresqlToLearnAndNotPrinted() throws IOException {
        String before = Files.readString(folder.resolve("worker/database-password"));
        String said = run("secret", "renew", file("worker/database-password"));
        String after = Files.readString(folder.resolve("worker/database-password"));
        assertThat(after).isNotEqualTo(before);
        Path sql = folder.resolve("worker/renew-httpca_worker.sql");
        assertThat(Files.readString(sql)).isEqualTo("ALTER ROLE httpca_worker PASSWORD '" + after.strip() + "';\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sql)))
                .isEqualTo("rw-------");
        assertThat(said).contains("psql -f").doesNotContain(after.strip());
        run("secret", "renew", file("web-database/owner-password"));
        assertThat(folder.resolve("web-database/renew-httpca_web_owner.sql")).exists();
        run("secret", "renew", file("operator/database-password"));
        assertThat(folder.resolve("operator/renew-httpca_approval.sql")).exists();
    }

    @Test
    void theBrokersCertificatesAndTheirCaAreRenewed() throws Exception {
        X509Certificate ca = certificates("worker/broker-ca.pem").get(0);
        X509Certificate server = certificates("broker/server.pem").get(0);
        String data = folder.toString();
        run("broker-tls", "renew", "broker", "--data", data);
        X509Certificate renewed = certificates("broker/server.pem").get(0);
        assertThat(List.copyOf(renewed.getSubjectAlternativeNames()))
                .isEqualTo(List.copyOf(server.getSubjectAlternativeNames()));
        assertThat(renewed.getPublicKey()).isNotEqualTo(server.getPublicKey());
        renewed.verify(ca.getPublicKey());

        run("broker-tls", "renew-ca", "--data", data);
        assertThat(certificates("worker/broker-ca.pem")).hasSize(2).contains(ca);
        assertThat(certificates("broker/ca.pem")).isEqualTo(certificates("signer/broker-ca.pem"));
        run("broker-tls", "renew", "worker", "--data", data);
        run("broker-tls", "retire-ca", "--data", data);
        assertThat(certificates("worker/broker-ca.pem")).hasSize(1).doesNotContain(ca);
        KeyFile.Entry client = KeyFile.load(
                folder.resolve("worker/broker-tls.p12"),
                KeyFile.readSecret(folder.resolve("worker/broker-tls-passphrase")));
        client.certificate().verify(certificates("broker/ca.pem").get(0).getPublicKey());
        assertThat(client.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=worker");
        assertThat(refused("broker-tls", "renew", "mary", "--data", data)).contains("worker, signer or broker");
        assertThat(refused("broker-tls", "renew", "worker", "--data", file("web")))
                .contains("--operator");
    }

    @Test
    void theMessagingCaIsExchangedWhileBothAreBelieved() throws Exception {
        Identity before = worker();
        LiveTrust signers =
                LiveTrust.of(folder.resolve("signer/messaging-ca.pem"), folder.resolve("signer/messaging-ca.crl"));
        String data = folder.toString();
        run("identity", "renew-ca", "--data", data);
        assertThat(refused("identity", "renew-ca", "--data", data)).contains("renewed already");
        assertThat(signers.refresh()).isPresent();
        assertThat(signers.get().vouchesFor(before.certificate())).isTrue();
        assertThat(refused("identity", "revoke", "worker-1", "--data", data)).contains("retire-ca");

        run("identity", "renew", "worker-1", "--data", data);
        run("identity", "renew", "signer-1", "--data", data);
        assertThat(signers.get().vouchesFor(worker().certificate())).isTrue();
        run("identity", "add", "worker-2", "--data", data);
        run("identity", "revoke", "worker-2", "--data", data);
        assertThat(signers.refresh()).isPresent();
        assertThat(signers.get().vouchesFor(before.certificate())).isTrue();

        assertThat(run("identity", "retire-ca", "--data", data)).contains("With it ended: worker-1");
        assertThat(signers.refresh()).isPresent();
        assertThat(signers.get().vouchesFor(before.certificate())).isFalse();
        assertThat(signers.get().vouchesFor(worker().certificate())).isTrue();
        assertThat(certificates("operator/messaging-ca.pem"))
                .as("the audit log has checkpoints of both")
                .hasSize(2);
        assertThat(certificates("signer/messaging-ca.pem")).hasSize(1);
    }
}
