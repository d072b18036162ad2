package org.httpca.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.approval.ApprovalCli;
import org.httpca.embedded.process.FreePorts;
import org.httpca.pki.KeyFile;
import org.httpca.signer.SignerRole;
import org.httpca.signer.setup.Setup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The signer's keys and an administrator's in a token (SoftHSM): the main job works, and the keys cannot be read. */
@Tag("full")
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenJourneyTest {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String ISSUING = "standalone-issuing";

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SoftToken token;

    @SuppressWarnings("NullAway.Init")
    private Path data;

    private @Nullable ChildJvm running;
    private final int port = FreePorts.find();
    private String url = "";

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        token = SoftToken.initialise(folder.resolve("softhsm2.conf"));
        data = folder.resolve("data");
        url = "http://localhost:" + port + "/";
        start(
                "--httpca.pkcs11.library=" + token.library(),
                "--httpca.pkcs11.slot=" + token.slot(),
                "--httpca.pkcs11.pin-file=" + token.pinFile());
    }

    private void start(String... settings) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "start",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--https-port=-1",
                "--httpca.policy.autosign=" + Journeys.AUTOSIGN));
        words.addAll(List.of(settings));
        ChildJvm started = ChildJvm.start(
                token.environment(), ChildJvm.classPath(Launcher.class), folder.resolve("start.out"), words);
        running = started;
        started.await("HttpCA is ready: ", START);
    }

    @AfterAll
    void stop() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void aRequestThatATokensHolderApprovesIsSignedInTheToken() throws Exception {
        Path marys = folder.resolve("mary");
        says(
                Setup.class,
                0,
                withToken("administrator", "create", "mary", "--out", marys.toString(), "--like", operator()));
        says(Setup.class, 0, "administrator", "add", marys.resolve("mary.pem").toString(), "--data", data.toString());
        assertThat(marys).isDirectoryNotContaining("glob:**.p12");

        Client client = new Client(url);
        Subscriber subscriber = Subscriber.create("www.example.test");
        String id = client.submit(subscriber.csr()).id();
        client.until(id, "waiting-for-approval");
        assertThat(says(ApprovalCli.class, 1, "--config", marys.toString(), "approve", id))
                .contains("PIN is asked for at a terminal");
        Files.writeString(
                marys.resolve("approval.yml"), "  pin-file: " + token.pinFile() + "\n", StandardOpenOption.APPEND);
        says(ApprovalCli.class, 0, "--config", marys.toString(), "approve", id);

        Client.Request issued = client.until(id, "issued");
        Verification.of(
                client.text("certificates/" + issued.serial() + "/fullchain.pem"),
                Files.readString(data.resolve("ca/root.pem")),
                client.octets("ca/issuing/crl.crl"),
                "www.example.test",
                subscriber.publicKey());
    }

    @Test
    void theSigningKeyCannotBeRead() throws Exception {
        for (String label : List.of(ISSUING, "standalone-signer-1")) {
            List<String> opened = new ArrayList<>(TokenThief.OPENED);
            opened.addAll(ChildJvm.classPath(TokenThief.class));
            Program.Ended stolen = token.run(ChildJvm.command(
                            List.of(),
                            opened,
                            List.of(
                                    token.library().toString(),
                                    Long.toString(token.slot()),
                                    token.pinFile().toString(),
                                    label))
                    .toArray(String[]::new));
            assertThat(stolen.output())
                    .contains(
                            "encoded: null",
                            "CKA_KEY_TYPE: 3",
                            "CKA_VALUE: refused, CKR_ATTRIBUTE_SENSITIVE",
                            "to CKA_EXTRACTABLE: refused, ");
        }
        assertThat(token.tool("--list-objects", "--type", "privkey")
                        .output()
                        .lines()
                        .filter(line -> line.contains("Access:")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.contains("sensitive, always sensitive, never extractable, local"));
    }

    @Test
    void noFileHasTheSigningKey() throws Exception {
        PublicKey issuing = certificateKey(data.resolve("ca/issuing.pem"));
        assertThat(data.resolve("signer/identity.p12")).doesNotExist();
        List<PublicKey> inFiles = new ArrayList<>();
        for (Path file : files(".p12")) {
            inFiles.addAll(keysOf(file));
        }
        assertThat(inFiles)
                .as("the root's, for one, is in a file")
                .contains(certificateKey(data.resolve("ca/root.pem")))
                .doesNotContain(issuing);
        assertThat(Files.readString(data.resolve("logs/httpca.log"))).doesNotContain(SoftToken.PIN);
        assertThat(Files.readString(folder.resolve("start.out"))).doesNotContain(SoftToken.PIN);
    }

    @Test
    void whatIsWrongWithTheTokenIsSaidInOneLine() throws Exception {
        Path wrong = SoftToken.secret(folder.resolve("wrong.pin"), "0000");
        assertThat(signer(3, "--httpca.pkcs11.pin-file=" + wrong))
                .contains(
                        "HttpCA does not start. httpca.pkcs11: ",
                        "refused the PIN",
                        "will not be tried again by itself")
                .doesNotContain("0000", "\tat ");
        assertThat(signer(1, "--httpca.pkcs11.slot=77")).contains("has no slot 77");
        assertThat(signer(1, "--httpca.pkcs11.library=/usr/lib/none.so")).contains("There is no PKCS#11 library");
        assertThat(signer(1, "--httpca.ca.key-label=none"))
                .contains("httpca.ca.key-label: ", "no private key with a certificate that is labelled 'none'");
        assertThat(signer(1, "--httpca.ca.key-label=standalone-signer-1"))
                .contains("is another one than its certificate is for");
    }

    /**
     * The files of the token are taken away: a fault is no refusal. SoftHSM finds them again in a new process only, which needs to
     * be told of the token no more.
     */
    @Test
    void whileTheTokenIsAwayRequestsWait() throws Exception {
        Client client = new Client(url);
        Path away = token.tokens().resolveSibling("away");
        Files.move(token.tokens(), away);
        String id = client.submit(Subscriber.create("wait.auto.test").csr()).id();
        Eventually.holds(
                "the sign stage fails",
                LIMIT,
                () -> Files.readString(data.resolve("logs/httpca.log")).contains("in the token did not sign"));
        Eventually.holds(
                "the signer has tried to speak",
                LIMIT,
                () -> Files.readString(data.resolve("logs/httpca.log")).contains("signer-transmit failed"));
        assertThat(state(id)).isEqualTo("Waiting-For-Signature");
        assertThat(Tables.signer(data).count("parked")).isZero();
        Files.move(away, token.tokens());
        requireNonNull(running).close();
        start();
        Eventually.holds("it was signed by itself", LIMIT, () -> state(id).equals("Transmitted"));
        client.until(id, "issued");
    }

    private String state(String id) throws Exception {
        return Tables.signer(data)
                .lines("SELECT state FROM request WHERE id = '" + id + "'")
                .get(0);
    }

    private String signer(int code, String setting) throws Exception {
        return says(
                SignerRole.class,
                code,
                "--config",
                data.resolve("signer").toString(),
                "--httpca.database.url=" + Tables.signer(data).url(),
                setting);
    }

    private String says(Class<?> main, int code, String... arguments) throws Exception {
        Program.Ended ended = token.java(main, arguments);
        assertThat(ended.code()).as(ended.output()).isEqualTo(code);
        return ended.output();
    }

    private String[] withToken(String... arguments) {
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of(
                                "--pkcs11-library",
                                token.library().toString(),
                                "--pkcs11-slot",
                                Long.toString(token.slot()),
                                "--pkcs11-pin-file",
                                token.pinFile().toString()))
                .toArray(String[]::new);
    }

    private String operator() {
        return data.resolve("operator").toString();
    }

    private List<Path> files(String end) throws IOException {
        try (Stream<Path> tree = Files.walk(data)) {
            return tree.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    /** The public halves of the private keys in a keystore, with whichever of the passphrases opens it. */
    private List<PublicKey> keysOf(Path pkcs12) throws Exception {
        for (Path secret : files("passphrase")) {
            KeyStore store;
            try {
                store = KeyFile.open(pkcs12, KeyFile.readSecret(secret));
            } catch (IOException | GeneralSecurityException e) {
                continue; // another one's
            }
            List<PublicKey> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) != null) {
                    keys.add(store.getCertificate(alias).getPublicKey());
                }
            }
            return keys;
        }
        throw new AssertionError("Nothing opens " + pkcs12);
    }

    private static PublicKey certificateKey(Path pem) throws Exception {
        try (var in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
        }
    }
}
