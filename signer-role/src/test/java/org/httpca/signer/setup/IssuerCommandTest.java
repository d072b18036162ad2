package org.httpca.signer.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.signer.setup.CaCommands.certify;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Identifier;
import org.httpca.pki.KeyFile;
import org.httpca.pki.SubjectKey;
import org.httpca.signer.issuer.Chains;
import org.httpca.signer.issuer.CrlEntries;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.NameConstraint;
import org.httpca.signer.issuer.RootAuthority;
import org.httpca.signer.setup.CaCommands.Said;
import org.httpca.signer.testing.IssuedCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerCommandTest {
    @TempDir
    Path folder = Path.of("");

    private CaCommands ca = new CaCommands(Path.of(""));

    @BeforeEach
    void installation() throws Exception {
        TestInstallation.copyTo(folder);
        ca = new CaCommands(folder);
    }

    @AfterEach
    void keep() throws Exception {
        IssuedCertificates.keepAll(folder);
    }

    @Test
    void anotherIsBelowTheRoot() throws Exception {
        Said said = ca.done("issuer", "add", "rsa", "--key", "rsa3072", "--cn", "Example RSA CA");
        assertThat(said.text()).contains("Issuer 'rsa' is CN=Example RSA CA", "Restart each signer", "issuer: rsa");

        Issuer rsa = ca.issuer("rsa");
        Chains.check(rsa.chain());
        assertThat(rsa.root()).isEqualTo(Chains.readRoot(folder.resolve("ca/root.pem")));
        assertThat(SubjectKey.of(rsa.certificate().getSubjectPublicKeyInfo()).label())
                .isEqualTo("RSA 3072");
        assertThat(rsa.crlUrl()).isEqualTo("http://ca.example/ca/rsa/crl.crl");
        assertThat(Chains.read(folder.resolve("ca/rsa.pem"))).containsExactly(rsa.certificate());
        for (String file : List.of("ca.p12", "ca-passphrase")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            folder.resolve("signer/issuers/rsa").resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(ca.done("issuer", "list").text()).contains("issuing", "rsa", "RSA 3072", "CN=Example RSA CA by CN=");
    }

    @Test
    void itMayBeForSomeNamesOnly() {
        ca.done(
                "issuer",
                "add",
                "lab",
                "--permit",
                "lab.example.org",
                "--permit",
                "10.0.0.0/8",
                "--exclude",
                "x.lab.example.org");
        Issuer lab = ca.issuer("lab");
        assertThat(refusing(lab, "www.lab.example.org")).isFalse();
        assertThat(refusing(lab, "*.www.lab.example.org")).isFalse();
        assertThat(refusing(lab, "*.lab.example.org")).isTrue();
        assertThat(refusing(lab, "10.1.2.3")).isFalse();
        assertThat(refusing(lab, "www.example.org")).isTrue();
        assertThat(refusing(lab, "y.x.lab.example.org")).isTrue();
        assertThat(refusing(lab, "192.0.2.1")).isTrue();
        ca.done("issuer", "add", "most", "--exclude", "secret.example.org");
        assertThat(refusing(ca.issuer("most"), "*.example.org"))
                .as("it stands for a name that is excluded")
                .isTrue();
        assertThat(refusing(ca.issuer("most"), "*.www.example.org")).isFalse();
        assertThat(refusing(lab, "2001:db8::1")).as("nor the other family").isTrue();

        ca.done("issuer", "add", "names", "--permit", "example.org");
        assertThat(refusing(ca.issuer("names"), "10.1.2.3"))
                .as("whoever permits names means names")
                .isTrue();
        assertThat(refusing(ca.issuer("names"), "2001:db8::1")).isTrue();
        ca.done("issuer", "add", "addresses", "--permit", "192.0.2.0/24");
        assertThat(refusing(ca.issuer("addresses"), "www.example.org")).isTrue();
        assertThat(refusing(ca.issuer("addresses"), "192.0.2.9")).isFalse();
    }

    @Test
    void aRenewedOneHasItsKeyAndItsConstraints() {
        ca.done("issuer", "add", "lab", "--permit", "lab.example.org");
        X509CertificateHolder before = ca.issuer("lab").certificate();
        assertThat(ca.done("issuer", "renew", "lab").text()).contains("a new certificate until");
        X509CertificateHolder after = ca.issuer("lab").certificate();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.getSubjectPublicKeyInfo()).isEqualTo(before.getSubjectPublicKeyInfo());
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getExtension(org.bouncycastle.asn1.x509.Extension.nameConstraints))
                .isEqualTo(before.getExtension(org.bouncycastle.asn1.x509.Extension.nameConstraints));

        ca.done("issuer", "renew", "issuing");
        assertThat(Chains.read(folder.resolve("ca/issuing.pem")))
                .containsExactly(new SignerCa(new Folder(folder.resolve("signer")))
                        .load("issuing")
                        .certificate());
        assertThat(new SignerCa(new Folder(folder.resolve("signer")))
                        .load("issuing")
                        .clearanceKey())
                .as("what the keystore has else stays")
                .isNotNull();
    }

    @Test
    void aRootElsewhereCertifiesIt() throws Exception {
        Path request = folder.resolve("corp.csr");
        ca.done("issuer", "request", "corp", "--cn", "Our CA", "--request", request.toString());
        assertThat(ca.done("issuer", "list").text()).contains("requested");
        assertThat(ca.issuers()).as("it issues nothing before").isEmpty();
        RootAuthority corporate = CaCommands.corporate();
        X509CertificateHolder answer = certify(corporate, request);
        assertThat(ca.refused(
                                "issuer",
                                "import",
                                "corp",
                                "--certificate",
                                ca.write("answer.pem", answer).toString())
                        .text())
                .contains("does not end in a root", "--above");
        ca.done(
                "issuer",
                "import",
                "corp",
                "--certificate",
                folder.resolve("answer.pem").toString(),
                "--above",
                ca.write("root.pem", corporate.certificate()).toString());
        Issuer corp = ca.issuer("corp");
        assertThat(corp.chain()).containsExactly(answer, corporate.certificate());
        assertThat(SubjectKeyIdentifier.fromExtensions(answer.getExtensions())).isNotNull();

        // the same key once more
        ca.done("issuer", "request", "corp", "--request", request.toString());
        X509CertificateHolder again = certify(corporate, request);
        ca.done(
                "issuer",
                "import",
                "corp",
                "--certificate",
                ca.write("again.pem", again, corporate.certificate()).toString());
        assertThat(ca.issuer("corp").certificate()).isEqualTo(again);
    }

    @Test
    void anotherRootGivesAnotherChain() throws Exception {
        Path request = folder.resolve("issuing.csr");
        ca.done("issuer", "request", "issuing", "--request", request.toString());
        RootAuthority corporate = CaCommands.corporate();
        X509CertificateHolder crossed = certify(corporate, request);
        SignerCa signer = new SignerCa(new Folder(folder.resolve("signer")));
        X509CertificateHolder before = signer.load("issuing").certificate();
        ca.done(
                "issuer",
                "import",
                "issuing",
                "--alternate",
                "corporate",
                "--certificate",
                ca.write("crossed.pem", crossed, corporate.certificate()).toString());
        assertThat(signer.load("issuing").certificate()).isEqualTo(before);
        assertThat(ca.folder().alternates("issuing", before))
                .containsExactly(List.of(crossed, corporate.certificate()));
    }

    @Test
    void anotherRootAboveTheFirstIssuerHasItsOwnName() throws Exception {
        Path request = folder.resolve("issuing.csr");
        ca.done("issuer", "request", "issuing", "--request", request.toString());
        RootAuthority corporate = CaCommands.corporate();
        X509CertificateHolder answer = certify(corporate, request);
        ca.done(
                "issuer",
                "import",
                "issuing",
                "--certificate",
                ca.write("answer.pem", answer, corporate.certificate()).toString());
        assertThat(ca.folder().roots()).singleElement().satisfies(root -> {
            assertThat(root.name()).isEqualTo("issuing-root");
            assertThat(root.certificate()).isEqualTo(corporate.certificate());
        });
        assertThat(Chains.readRoot(folder.resolve("ca/root.pem")))
                .as("what people have installed is what it was")
                .isNotEqualTo(corporate.certificate());
    }

    @Test
    void aCrlThatCouldNotBePublishedIsRefused() throws Exception {
        Path request = folder.resolve("corp.csr");
        ca.done("issuer", "request", "corp", "--request", request.toString());
        RootAuthority corporate = CaCommands.corporate();
        String answer = ca.write("answer.pem", certify(corporate, request), corporate.certificate())
                .toString();
        Path foreign = folder.resolve("foreign.crl");
        Files.write(foreign, CaCommands.corporate().crl(new CrlEntries()).getEncoded());
        assertThat(ca.refused("issuer", "import", "corp", "--certificate", answer, "--root-crl", foreign.toString())
                        .text())
                .contains("not signed by the root");
    }

    @Test
    void thePassphraseOfEachKindOfKeyCanBeRenewed() {
        for (String key : List.of("p384", "rsa3072", "ed25519", "ml-dsa-65")) {
            ca.done("issuer", "add", "by-" + key, "--key", key);
            Path passphrase = folder.resolve("signer/issuers/by-" + key + "/ca-passphrase");
            Issuer before = ca.issuer("by-" + key);
            String old = read(passphrase);
            StringWriter said = new StringWriter();
            int code = Setup.run(
                    List.of("secret", "renew", passphrase.toString()), new PrintWriter(said), new PrintWriter(said));
            assertThat(code).as(said.toString()).isZero();
            assertThat(read(passphrase)).isNotEqualTo(old);
            assertThat(ca.issuer("by-" + key).chain()).isEqualTo(before.chain());
        }
    }

    private static String read(Path file) {
        return new String(KeyFile.readSecret(file));
    }

    @Test
    void whatCannotBeIsSaid() throws Exception {
        assertThat(ca.refused("issuer", "add", "issuing").text()).contains("There is a CA 'issuing' already");
        assertThat(ca.refused("issuer", "add", "../x").text()).contains("no short name");
        assertThat(ca.refused("issuer", "add", "a", "--key", "rsa512").text())
                .contains("is no type of key", "p256", "ml-dsa-65");
        assertThat(ca.refused("issuer", "add", "a", "--root", "none").text())
                .contains("There is no key of a root 'none'", "there is root");
        assertThat(ca.refused("issuer", "add", "a", "--permit", "*.org").text()).contains("'*.org' is no subtree");
        assertThat(ca.refused("issuer", "add", "a", "--cn", "x".repeat(65)).text())
                .contains("1 to 64 characters");
        assertThat(ca.refused("issuer", "renew", "none").text()).contains("There is no issuer 'none'");

        RootAuthority corporate = CaCommands.corporate();
        String foreign = ca.write("foreign.pem", corporate.certificate()).toString();
        assertThat(ca.refused("issuer", "import", "issuing", "--certificate", foreign)
                        .text())
                .contains("None of these certificates is of this issuer's key");
        assertThat(ca.refused("issuer", "import", "none", "--certificate", foreign)
                        .text())
                .contains("There is no issuer 'none'");
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        assertThat(ca.refused("issuer", "import", "issuing", "--certificate", garbage.toString())
                        .text())
                .contains("garbage.pem");
    }

    private static boolean refusing(Issuer issuer, String name) {
        return NameConstraint.refusing(issuer.chain(), Identifier.parse(name).orElseThrow())
                .isPresent();
    }
}
