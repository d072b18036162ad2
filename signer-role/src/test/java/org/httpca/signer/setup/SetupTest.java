package org.httpca.signer.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.envelope.Identity;
import org.httpca.message.Role;
import org.httpca.order.AdministratorKey;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.key.MlDsa;
import org.httpca.signer.issuer.CaFolder;
import org.httpca.signer.issuer.RootAuthority;
import org.httpca.signer.issuer.Roots;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.testing.IssuedCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class SetupTest {

    @TempDir
    Path folder = Path.of("");

    private final StringWriter printed = new StringWriter();

    @AfterEach
    void keep() throws Exception {
        IssuedCertificates.keepAll(folder);
    }

    @Test
    void eachMachineGetsWhatItNeedsAndNoMore() throws Exception {
        assertThat(setup("--workers", "2", "--signers", "2")).isZero();

        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "web",
                        "web-database",
                        "worker",
                        "worker-2",
                        "signer",
                        "signer-2",
                        "signer-database",
                        "operator",
                        "broker",
                        "ca",
                        "installation.json");
        for (String machine : List.of("worker", "worker-2", "signer", "signer-2", "web", "broker")) {
            assertThat(names(folder.resolve(machine)))
                    .as("no key of a CA above is on %s", machine)
                    .noneMatch(name -> name.startsWith("root.p12")
                            || name.startsWith("messaging-ca.p12")
                            || name.startsWith("transport-ca.p12"));
        }
        for (String role : List.of("web", "worker", "worker-2", "signer", "signer-2")) {
            assertThat(names(folder.resolve(role)))
                    .as("the schema's owner is not known to %s", role)
                    .doesNotContain("owner-password", "database.sql");
        }
        assertThat(names(folder.resolve("web"))).noneMatch(name -> name.endsWith(".p12"));
        assertThat(names(folder.resolve("worker"))).doesNotContain("ca.p12");
        assertThat(names(folder.resolve("signer")).stream().filter(name -> name.endsWith(".p12")))
                .as("the signer has no other key")
                .containsExactlyInAnyOrder("ca.p12", "identity.p12", "broker-tls.p12");

        Identity second = Identity.load(
                folder.resolve("signer-2/identity.p12"), KeyFile.readSecret(folder.resolve("signer-2/passphrase")));
        assertThat(second.role()).isEqualTo(Role.SIGNER);
        assertThat(second.instance()).isEqualTo("signer-2");
        IssuingKeystore issuing = IssuingKeystore.load(
                folder.resolve("signer/ca.p12"), KeyFile.readSecret(folder.resolve("signer/ca-passphrase")));
        assertThat(issuing.clearanceKey()).isNotNull();
        IssuingKeystore root = IssuingKeystore.load(
                folder.resolve("operator/root.p12"), KeyFile.readSecret(folder.resolve("operator/root.passphrase")));
        assertThat(issuing.above()).containsExactly(root.certificate());
        assertThat(Pem.decodeCertificates(Files.readString(folder.resolve("ca/chain.pem"))))
                .hasSize(2);
    }

    @Test
    void bothSignersHaveTheSameIssuingAndClearanceKey() throws Exception {
        setup("--signers", "2");
        List<Octets> clearances = new ArrayList<>();
        List<Object> certificates = new ArrayList<>();
        for (String machine : List.of("signer", "signer-2")) {
            IssuingKeystore keystore = IssuingKeystore.load(
                    folder.resolve(machine + "/ca.p12"),
                    KeyFile.readSecret(folder.resolve(machine + "/ca-passphrase")));
            clearances.add(Octets.of(
                    java.util.Objects.requireNonNull(keystore.clearanceKey()).getEncoded()));
            certificates.add(keystore.certificate());
        }
        assertThat(clearances.get(0)).isEqualTo(clearances.get(1));
        assertThat(certificates.get(0)).isEqualTo(certificates.get(1));
    }

    @Test
    void theCasHaveKeysOfTheTypeThatWasAskedFor() throws Exception {
        assertThat(setup("--key", "ml-dsa-87")).isZero();
        for (String keystore :
                List.of("signer/ca.p12|signer/ca-passphrase", "operator/root.p12|operator/root.passphrase")) {
            String[] files = keystore.split("\\|", -1);
            IssuingKeystore loaded =
                    IssuingKeystore.load(folder.resolve(files[0]), KeyFile.readSecret(folder.resolve(files[1])));
            assertThat(SubjectKey.of(loaded.certificate().getSubjectPublicKeyInfo())
                            .label())
                    .isEqualTo("ML-DSA-87");
            assertThat(loaded.key().signatureAlgorithm().getAlgorithm()).isEqualTo(MlDsa.ML_DSA_87.id());
        }
    }

    @Test
    void aTypeOfKeyThatThereIsNotMakesNothing() throws IOException {
        assertThat(setup("--key", "ml-dsa-66")).isEqualTo(1);
        assertThat(printed.toString())
                .contains("'ml-dsa-66' is no type of key; there are p256,")
                .hasLineCount(1);
        assertThat(contents()).isEmpty();
    }

    @Test
    void nothingPrivateIsReadableByOthersOrPrinted() throws IOException {
        setup();
        List<String> secrets = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                boolean published = path.startsWith(folder.resolve("ca"));
                assertThat(mode).as(path.toString()).isEqualTo(published ? "rw-r--r--" : "rw-------");
                String name = path.getFileName().toString();
                if (name.contains("pass")) {
                    secrets.add(Files.readString(path).strip());
                }
            }
        }
        assertThat(secrets).hasSizeGreaterThan(10).doesNotHaveDuplicates().allMatch(secret -> secret.length() == 32);
        assertThat(printed.toString()).isNotEmpty();
        assertThat(secrets).noneMatch(secret -> printed.toString().contains(secret));
    }

    @Test
    void doneTwiceItDoesNothing() throws IOException {
        setup();
        Map<String, Octets> before = contents();
        assertThat(setup()).isZero();
        assertThat(setup("--signers", "3")).isZero();
        assertThat(contents()).isEqualTo(before);
        assertThat(printed.toString()).contains("nothing was changed");
    }

    @Test
    void httpsInTheWebRoleIsToldToBothSides() throws IOException {
        assertThat(setup("--https-port", "8443")).isZero();
        Map<String, Object> web = httpca("web");
        assertThat(web.get("https")).isEqualTo(Map.of("port", 8443));
        assertThat(web.get("bind")).isEqualTo("0.0.0.0");
        assertThat(httpca("signer").get("policy")).isEqualTo(Map.of("own-names", "ca.example"));
    }

    @Test
    void behindAProxyTheSignerIsToldNoNames() throws IOException {
        setup();
        assertThat(httpca("web")).doesNotContainKey("https").containsEntry("bind", "127.0.0.1");
        assertThat(httpca("signer")).doesNotContainKey("policy");
    }

    @Test
    void aRootThatIsElsewhereIsAskedFirst() throws Exception {
        assertThat(setup("--offline-root", "--ca-name", "Example", "--signers", "2"))
                .isZero();
        assertThat(printed.toString()).contains("issuing.csr.pem", "setup issuer import issuing");
        assertThat(names(folder.resolve("operator"))).noneMatch(name -> name.startsWith("root"));
        assertThat(names(folder.resolve("signer"))).contains("requested.p12").doesNotContain("ca.p12", "root.crl");

        CaCommands ca = new CaCommands(folder);
        RootAuthority corporate = CaCommands.corporate();
        X509CertificateHolder answer = CaCommands.certify(corporate, folder.resolve("operator/issuing.csr.pem"));
        assertThat(answer.getSubject()).hasToString("CN=Example Issuing CA");
        ca.done(
                "issuer",
                "import",
                "issuing",
                "--certificate",
                ca.write("answer.pem", answer, corporate.certificate()).toString());
        IssuingKeystore first = null;
        for (String machine : List.of("signer", "signer-2")) {
            assertThat(names(folder.resolve(machine))).contains("ca.p12").doesNotContain("requested.p12");
            IssuingKeystore keystore = IssuingKeystore.load(
                    folder.resolve(machine + "/ca.p12"),
                    KeyFile.readSecret(folder.resolve(machine + "/ca-passphrase")));
            assertThat(keystore.certificate()).isEqualTo(answer);
            assertThat(keystore.above()).containsExactly(corporate.certificate());
            assertThat(keystore.clearanceKey()).isNotNull();
            first = first == null ? keystore : first;
            assertThat(keystore.clearanceKey()).isEqualTo(first.clearanceKey());
        }
        assertThat(new CaFolder(folder.resolve("signer")).roots())
                .extracting(Roots.Root::name)
                .containsExactly("root");
        assertThat(Pem.decodeCertificates(Files.readString(folder.resolve("ca/chain.pem"))))
                .hasSize(2);
    }

    private Map<String, Object> httpca(String machine) throws IOException {
        Map<String, Map<String, Object>> yaml =
                new Yaml().load(Files.readString(folder.resolve(machine).resolve("application.yml")));
        return yaml.getOrDefault("httpca", Map.of());
    }

    /** As the README's "Into production" has it. */
    @Test
    void anAddressByHttpsStandsInCertificatesByHttp() throws Exception {
        assertThat(run("--out", folder.toString(), "--public-url", "https://ca.example.org"))
                .as("%s", printed)
                .isZero();
        assertThat(Files.readString(folder.resolve("web/application.yml"))).contains("https://ca.example.org");
        X509CertificateHolder issuing =
                new X509CertificateHolder(Pem.decodeCertificates(Files.readString(folder.resolve("ca/chain.pem")))
                        .get(0));
        assertThat(CRLDistPoint.fromExtensions(issuing.getExtensions()).toString())
                .contains("http://ca.example.org/ca/root/crl.crl");
    }

    @Test
    void anotherPublicUrlIsSaid() {
        setup();
        assertThat(run("--out", folder.toString(), "--public-url", "http://other.example"))
                .isZero();
        assertThat(printed.toString()).contains("its public URL is http://ca.example");
    }

    @Test
    void aSetUpThatWasKilledIsBegunAnew() throws IOException {
        setup();
        // As if it had been killed while moving: no marker, some folders in place, a draft with the rest.
        Files.delete(folder.resolve("installation.json"));
        Files.createDirectories(folder.resolve(".setup-draft/operator"));
        Octets oldRoot = contents().get("operator/root.p12");
        assertThat(setup()).isZero();
        assertThat(names(folder)).contains("installation.json").doesNotContain(".setup-draft");
        assertThat(contents().get("operator/root.p12")).isNotEqualTo(oldRoot);
    }

    @Test
    void theAdministratorsPublicKeyIsTheSigners() {
        setup("--administrator", "carol");
        AdministratorKey key = AdministratorKey.load(
                folder.resolve("operator/carol.p12"), KeyFile.readSecret(folder.resolve("operator/carol.passphrase")));
        assertThat(folder.resolve("signer/administrators/carol.pem")).hasContent(key.publicKeyPem());
    }

    @Test
    void theBrokersFilesLetEachRoleTouchItsOwnAlone() throws Exception {
        setup("--broker-host", "broker.example");
        String definitions = Files.readString(folder.resolve("broker/definitions.json"));
        assertThat(definitions)
                .contains("\"write\" : \"^httpca\\\\.events$\"", "\"read\" : \"^httpca\\\\.signer$\"")
                .contains("\"configure\" : \"^$\"");
        KeyStore tls = KeyFile.open(
                folder.resolve("worker/broker-tls.p12"),
                KeyFile.readSecret(folder.resolve("worker/broker-tls-passphrase")));
        assertThat(tls.containsAlias(KeyFile.ALIAS)).isTrue();
        assertThat(folder.resolve("broker/rabbitmq.conf")).content().contains("fail_if_no_peer_cert = true");
    }

    @Test
    void unusableWordsAreRefusedInOneLine() {
        assertThat(run("--out", folder.toString(), "--public-url", "ftp://x")).isEqualTo(1);
        assertThat(setup("--administrator", "../root")).isEqualTo(1);
        assertThat(setup("--workers", "0")).isEqualTo(1);
        assertThat(run("--out", folder.toString())).isEqualTo(2);
        assertThat(Installation.find(folder)).isEmpty();
    }

    private int setup(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--out", folder.toString(), "--public-url", "http://ca.example"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(printed, true);
        return Setup.run(List.of(arguments), out, out);
    }

    private Map<String, Octets> contents() throws IOException {
        Map<String, Octets> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(path).toString(), Octets.of(Files.readAllBytes(path)));
            }
        }
        return contents;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).toList();
        }
    }
}
