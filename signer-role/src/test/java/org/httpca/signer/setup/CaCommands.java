package org.httpca.signer.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;
import org.httpca.signer.issuer.CaFolder;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.NameConstraint;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.issuer.RootAuthority;
import org.httpca.signer.key.KeyType;

/** An installation whose CAs are added to, by the commands of {@code setup}; and a root that is elsewhere. */
record CaCommands(Path installation) {
    static final PublicUrl URL = new PublicUrl("http://ca.example");

    record Said(int code, String text) {}

    Said run(String... words) {
        StringWriter text = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(2, List.of("--data", installation.toString()));
        int code = Setup.run(arguments, new PrintWriter(text), new PrintWriter(text));
        return new Said(code, text.toString());
    }

    Said done(String... words) {
        Said said = run(words);
        assertThat(said.code()).as(said.text()).isZero();
        return said;
    }

    /** Nothing is changed by it. */
    Said refused(String... words) throws IOException {
        List<String> before = files();
        Said said = run(words);
        assertThat(said.code()).as(said.text()).isEqualTo(1);
        assertThat(said.text().lines()).hasSize(1);
        assertThat(files()).isEqualTo(before);
        return said;
    }

    /** As the signer reads it. */
    Issuer issuer(String name) {
        return issuers().stream()
                .filter(issuer -> issuer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<Issuer> issuers() {
        return folder().issuers(URL, (label, certificate) -> {
            throw new AssertionError("there is no token");
        });
    }

    CaFolder folder() {
        return new CaFolder(installation.resolve("signer"));
    }

    /** A root of somebody else. */
    static RootAuthority corporate() {
        return RootAuthority.create(
                "corporate",
                "Corporate Root",
                new PublicUrl("http://pki.corporate.example"),
                KeyType.P384,
                Clock.systemUTC(),
                new SecureRandom());
    }

    /** What it makes of a request. */
    static X509CertificateHolder certify(RootAuthority root, Path request) throws Exception {
        PKCS10CertificationRequest csr = new PKCS10CertificationRequest(
                Pem.decodeOne(Files.readString(request), "CERTIFICATE REQUEST").orElseThrow());
        assertThat(csr.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(Crypto.BOUNCY_CASTLE)
                        .build(csr.getSubjectPublicKeyInfo())))
                .as("possession is proved")
                .isTrue();
        return root.certify(csr.getSubject(), csr.getSubjectPublicKeyInfo(), NameConstraint.NONE);
    }

    Path write(String name, X509CertificateHolder... certificates) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (X509CertificateHolder certificate : certificates) {
            pem.append(SignerCa.pem(certificate));
        }
        return Files.writeString(installation.resolve(name), pem);
    }

    private List<String> files() throws IOException {
        try (var tree = Files.walk(installation)) {
            List<String> all = new ArrayList<>();
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                all.add(file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
            return all;
        }
    }
}
