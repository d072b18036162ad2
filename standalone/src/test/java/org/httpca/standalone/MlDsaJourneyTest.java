package org.httpca.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.httpca.lint.command.LintCli;
import org.httpca.message.MessageJson;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.key.MlDsa;
import org.httpca.web.https.HttpsEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An installation whose root and issuing CA have keys of ML-DSA, and what it issues and revokes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MlDsaJourneyTest {
    private static final String KEYS = "keys: [EC P-256, EC P-384, EC P-521, Ed25519, RSA 2048-8192]";

    private @Nullable Standalone standalone;

    /** @param chain PEM, without the root */
    private record Issued(String serial, String chain) {
        X509CertificateHolder certificate(int place) throws Exception {
            return new X509CertificateHolder(Pem.decodeCertificates(chain).get(place));
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        System.setProperty("httpca.log.console", "ERROR");
        Logging.toFile(Path.of("target", "journey-ml-dsa.log"));
        standalone = Standalone.start(
                new StartSettings(
                        folder.resolve("data"), 0, 0, "127.0.0.1", null, "ml-dsa-65", Map.of(), Parts.EMBEDDED),
                System.out);
        theDefaultProfileTakesNone();
        Path profiles = data().resolve("config/profiles.yml");
        Files.writeString(
                profiles,
                Files.readString(profiles).replace(KEYS, KEYS.replace("]", ", ML-DSA-44, ML-DSA-65, ML-DSA-87]")));
        assertThat(approval("reload-profiles").code()).isZero();
        Eventually.holds(
                "the web side has the new profiles",
                () -> text("api/v1/profiles").contains("ML-DSA-87"));
    }

    @AfterAll
    void stop() {
        if (standalone != null) {
            IssuedCertificates.keep(standalone.data());
            standalone.close();
        }
    }

    private void theDefaultProfileTakesNone() throws Exception {
        Client.Request refused =
                client().submit(MlDsaSubscriber.create(MlDsa.ML_DSA_44).csr("early.example.test"));
        assertThat(client().until(refused.id(), "rejected").problem())
                .contains("does not take a key of the kind ML-DSA-44");
    }

    @Test
    void isIssuedRevokedByItsHolderAndVerifiedByBouncyCastle() throws Exception {
        MlDsaSubscriber holder = MlDsaSubscriber.create(MlDsa.ML_DSA_87);
        Issued large = issued(
                holder.csr("large.example.test"), "ML-DSA-87", holder.pair().getPublic());
        Subscriber usual = Subscriber.create("usual.example.test");
        Issued small = issued(usual.csr(), "EC P-256", usual.publicKey());
        theChainHolds(large);
        theChainHolds(small);
        assertThat(client().text("certificates/" + large.serial())).contains("ML-DSA-87", "ML-DSA-65");
        assertThat(client().text("ca")).contains("ML-DSA-65");
        assertThat(status(large)).isEqualTo("good");
        assertThat(status(small)).isEqualTo("good");

        assertThat(revoked(large, MlDsaSubscriber.create(MlDsa.ML_DSA_87))).isEqualTo(403);
        assertThat(revoked(large, holder)).isEqualTo(202);
        Eventually.holds("the CRL lists it", () -> lists(large));
        assertThat(lists(small)).isFalse();
        ocspSaysRevoked(large);
        assertThat(status(small)).isEqualTo("good");

        Client.Request again = client().submit(holder.csr("again.example.test"));
        assertThat(client().until(again.id(), "rejected").problem()).contains("compromise");
        assertThat(approval("audit", "verify").code()).isZero();
    }

    @Test
    void lintFindsNothing(@TempDir Path folder) throws Exception {
        MlDsaSubscriber holder = MlDsaSubscriber.create(MlDsa.ML_DSA_44);
        Issued issued = issued(
                holder.csr("linted.example.test"), "ML-DSA-44", holder.pair().getPublic());
        Files.writeString(folder.resolve("whole.pem"), issued.chain() + root());
        Files.write(folder.resolve("issuing.crl"), client().octets("ca/issuing/crl.crl"));
        Files.write(folder.resolve("root.crl"), client().octets("ca/root/crl.crl"));
        assertThat(LintCli.run(List.of(folder.toString()), System.out, System.err))
                .isZero();
    }

    /** The JDK's own provider, path validation and readers: nothing of ours, and nothing of Bouncy Castle. */
    @Tag("full")
    @Test
    void aNewerJdkVerifiesAllOfIt(@TempDir Path folder) throws Exception {
        MlDsaSubscriber lost = MlDsaSubscriber.create(MlDsa.ML_DSA_65);
        MlDsaSubscriber kept = MlDsaSubscriber.create(MlDsa.ML_DSA_87);
        Subscriber usual = Subscriber.create("classic.example.test");
        Map<String, Issued> all = Map.of(
                "lost",
                        issued(
                                lost.csr("lost.example.test"),
                                "ML-DSA-65",
                                lost.pair().getPublic()),
                "kept",
                        issued(
                                kept.csr("kept.example.test"),
                                "ML-DSA-87",
                                kept.pair().getPublic()),
                "classic", issued(usual.csr(), "EC P-256", usual.publicKey()));
        Issued revoked = requireNonNull(all.get("lost"));
        assertThat(revoked(revoked, lost)).isEqualTo(202);
        Eventually.holds("the CRL lists it", () -> lists(revoked));
        ocspSaysRevoked(revoked);

        Files.writeString(folder.resolve("root.pem"), root());
        Files.write(folder.resolve("root.crl"), client().octets("ca/root/crl.crl"));
        Files.write(folder.resolve("issuing.crl"), client().octets("ca/issuing/crl.crl"));
        for (Map.Entry<String, Issued> one : all.entrySet()) {
            Files.writeString(
                    folder.resolve(one.getKey() + ".pem"), one.getValue().chain());
            OcspQuestion question = new OcspQuestion(one.getValue().chain());
            Files.write(folder.resolve(one.getKey() + ".ocsp"), client().ocsp(question.url(), question.request()));
        }
        Program.Ended ended = NewerJdk.run(
                Path.of("src/test/resources/newer-jdk/VerifyMlDsa.java"),
                List.of(folder.toString(), "lost", "kept", "classic"));
        System.out.print(ended.output().indent(2));
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output())
                .contains("ML-DSA of SUN", "root: ML-DSA")
                .contains("lost: key ML-DSA/1974, by CRL revoked, by OCSP revoked")
                .contains("kept: key ML-DSA/2614, by CRL good, by OCSP good")
                .contains("classic: key EC/91, by CRL good, by OCSP good");
    }

    /** What clients make of the chain is theirs: OpenSSL 3.0 and the TLS of Java refuse it. */
    @Tag("full")
    @Test
    void itsOwnHttpsIsServed() throws Exception {
        HttpsEndpoint https = here().https().orElseThrow();
        assertThat(https.awaitOpen(Duration.ofSeconds(30))).as(https.waitsFor()).isTrue();
        Program.Ended ended = Program.run(
                data(),
                "curl",
                "-sk",
                "-o",
                "/dev/null",
                "-w",
                "%{http_code}",
                here().httpsUrl().orElseThrow());
        assertThat(ended.output()).isEqualTo("200");
    }

    private Issued issued(String csr, String label, PublicKey key) throws Exception {
        Client.Request submitted = client().submit(csr);
        client().until(submitted.id(), "waiting-for-approval");
        assertThat(approval("show", submitted.id()).text()).contains(label);
        assertThat(client().text("requests/" + submitted.id())).contains(label);
        assertThat(approval("approve", submitted.id()).code()).isZero();
        String serial = requireNonNull(client().until(submitted.id(), "issued").serial());
        Issued issued = new Issued(serial, client().text("certificates/" + serial + "/fullchain.pem"));
        assertThat(issued.certificate(0).getSubjectPublicKeyInfo().getEncoded()).isEqualTo(key.getEncoded());
        return issued;
    }

    private void theChainHolds(Issued issued) throws Exception {
        X509CertificateHolder issuing = issued.certificate(1);
        X509CertificateHolder root =
                new X509CertificateHolder(Pem.decodeCertificates(root()).get(0));
        assertThat(SubjectKey.of(issuing.getSubjectPublicKeyInfo()).label()).isEqualTo("ML-DSA-65");
        assertThat(issued.certificate(0).isSignatureValid(verifier(issuing))).isTrue();
        assertThat(issuing.isSignatureValid(verifier(root))).isTrue();
        assertThat(root.isSignatureValid(verifier(root))).isTrue();
        assertThat(crl("root").isSignatureValid(verifier(root))).isTrue();
        assertThat(crl("issuing").isSignatureValid(verifier(issuing))).isTrue();
        assertThat(issued.certificate(0).isSignatureValid(verifier(root))).isFalse();
    }

    /** Nothing of ours verifies here. */
    private static ContentVerifierProvider verifier(X509CertificateHolder signer) throws Exception {
        SubjectPublicKeyInfo key = signer.getSubjectPublicKeyInfo();
        return new JcaContentVerifierProviderBuilder()
                .setProvider(Crypto.BOUNCY_CASTLE)
                .build(key);
    }

    private X509CRLHolder crl(String issuer) throws Exception {
        return new X509CRLHolder(client().octets("ca/" + issuer + "/crl.crl"));
    }

    private boolean lists(Issued issued) {
        try {
            return crl("issuing").getRevokedCertificate(issued.certificate(0).getSerialNumber()) != null;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** By OCSP, from a responder that the issuing CA certified. */
    private String status(Issued issued) throws Exception {
        OcspQuestion question = new OcspQuestion(issued.chain());
        return question.read(client().ocsp(question.url(), question.request()));
    }

    /** Within a second or so: answers are kept, and each role hears of changes by itself. */
    private void ocspSaysRevoked(Issued issued) throws Exception {
        Eventually.see("OCSP says it", Duration.ofSeconds(30), () -> status(issued), "revoked, keyCompromise"::equals);
    }

    /** By whoever has a key: the answer's status. */
    private int revoked(Issued issued, MlDsaSubscriber holder) throws Exception {
        String body = MessageJson.mapper()
                .writeValueAsString(
                        Map.of("reason", "keyCompromise", "proof", holder.proof(issued.serial(), "keyCompromise")));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(here().url()).resolve("api/v1/certificates/" + issued.serial() + "/revocation"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private String text(String path) {
        try {
            return client().text(path);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String root() throws Exception {
        return Files.readString(data().resolve("ca/root.pem"));
    }

    private Journeys.Said approval(String... words) {
        return Journeys.approval(data(), List.of(words));
    }

    private Client client() {
        return new Client(here().url());
    }

    private Path data() {
        return here().data();
    }

    private Standalone here() {
        return requireNonNull(standalone);
    }
}
