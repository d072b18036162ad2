package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.embedded.process.FreePorts;
import org.httpca.message.MessageJson;
import org.httpca.pki.Pem;
import org.httpca.signer.setup.Setup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issuers side by side: RSA below the EC root, one below a new root that the old one certifies, one below a root that openssl plays
 * elsewhere, and one for some names only. What openssl, GnuTLS and NSS say of good, revoked and expired certificates of each; and a
 * profile that goes from one issuer to another while requests come in. Its certificates are not among those that the end of the run
 * verifies once more: some have ended, and some are of a root that is not ours.
 */
@Tag("full")
class SeveralIssuersTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMinutes(1);
    /** Until a new issuer's responder has its certificate. */
    private static final Duration RESPONDERS = Duration.ofSeconds(30);
    /** The issuers, and what is published as their roots. */
    private static final Map<String, String> ROOTS =
            new TreeMap<>(Map.of("issuing", "root", "rsa", "root", "next", "root-2", "corp", "corp-root"));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    private Path data = Path.of("");
    private final int port = FreePorts.find();

    @Test
    @Timeout(500)
    void eachIsBelievedByOthersAndARollOverHasNoGap() throws Exception {
        data = folder.resolve("data");
        start().close();
        makeIssuers();
        profiles();
        try (Standalone standalone = start()) {
            Client client = new Client(standalone.url());
            String token =
                    Files.readString(data.resolve("tokens/operator.token")).strip();
            Map<String, String> expiring = new HashMap<>();
            for (String issuer : ROOTS.keySet()) {
                expiring.put(issuer, issue(client, issuer + "-brief", issuer, "brief-" + issuer));
            }
            Instant issued = Instant.now();
            for (String issuer : ROOTS.keySet()) {
                goodAndRevoked(client, issuer, token);
            }
            serialsNeedNoIssuerWhereTheyAreOne(client, expiring);
            theOldRootIsEnoughForTheNewOne(client);
            namesThatTheIssuerMayNotHave(client);
            aProfileGoesOnWithAnotherIssuer(client, token);
            long left = Duration.between(Instant.now(), issued.plus(SHORT)).toMillis() + 1_000;
            Thread.sleep(Math.max(0, left));
            for (String issuer : ROOTS.keySet()) {
                expired(client, issuer, "brief-" + issuer);
            }
        }
    }

    /** At one port: it stands in the certificates. */
    private Standalone start() {
        System.setProperty("httpca.log.console", "ERROR");
        Logging.toFile(Path.of("target", "journeys.log"));
        return Standalone.start(new StartSettings(data, port, "127.0.0.1", null, Map.of(), Parts.EMBEDDED), System.out);
    }

    private void makeIssuers() throws Exception {
        setup("issuer", "add", "rsa", "--key", "rsa3072");
        setup("root", "add", "root-2", "--key", "p384");
        setup("issuer", "add", "next", "--key", "p384", "--root", "root-2");
        setup("root", "cross", "root-2", "--by", "root");
        setup("issuer", "add", "lab", "--permit", "lab.test");
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout corp.key -out corp.pem -days 3650 -subj /CN=Corporate"
                + " -addext keyUsage=critical,keyCertSign,cRLSign");
        setup(
                "issuer",
                "request",
                "corp",
                "--request",
                folder.resolve("corp.csr").toString());
        Files.writeString(folder.resolve("ca.ext"), """
                basicConstraints=critical,CA:TRUE,pathlen:0
                keyUsage=critical,keyCertSign,cRLSign
                subjectKeyIdentifier=hash
                authorityKeyIdentifier=keyid
                """);
        openssl("x509 -req -in corp.csr -CA corp.pem -CAkey corp.key -days 1825 -extfile ca.ext -out answer.pem");
        Files.writeString(folder.resolve("ca.cnf"), """
                [ca]
                default_ca = corp
                [corp]
                database = index.txt
                crlnumber = crlnumber
                default_md = sha256
                crl_extensions = crl
                [crl]
                authorityKeyIdentifier = keyid
                """);
        Files.writeString(folder.resolve("index.txt"), "");
        Files.writeString(folder.resolve("crlnumber"), "01\n");
        openssl("ca -config ca.cnf -gencrl -crldays 300 -keyfile corp.key -cert corp.pem -out corp-crl.pem");
        setup(
                "issuer",
                "import",
                "corp",
                "--certificate",
                folder.resolve("answer.pem").toString(),
                "--above",
                folder.resolve("corp.pem").toString(),
                "--root-crl",
                folder.resolve("corp-crl.pem").toString());
    }

    private void profiles() throws Exception {
        StringBuilder more = new StringBuilder();
        List<String> issuers = new ArrayList<>(ROOTS.keySet());
        issuers.add("lab");
        for (String issuer : issuers) {
            more.append(profile(issuer, issuer, "90d"));
            more.append(profile(issuer + "-brief", issuer, SHORT.toMinutes() + "m"));
        }
        more.append(profile("moving", "issuing", "90d"));
        Path file = data.resolve("config/profiles.yml");
        Files.writeString(file, Files.readString(file).stripTrailing() + "\n\n" + more);
    }

    private static String profile(String name, String issuer, String validity) {
        return """
                  %s:
                    title: By %s
                    issuer: %s
                    validity: %s
                    maximum-validity: 398d
                    keys: [EC P-256]
                    extended-key-usages: [serverAuth]
                    key-usages:
                      ec: [digitalSignature]
                    names: [dns, ip]
                    approvals: 0
                """.formatted(name, issuer, issuer, validity);
    }

    private void goodAndRevoked(Client client, String issuer, String token) throws Exception {
        String serial = issue(client, issuer, issuer, issuer);
        Verifiers verifiers = new Verifiers(folder, issuer);
        String url = new OcspQuestion(client.text("certificates/" + serial + "/fullchain.pem")).url();
        assertThat(url).endsWith("/ocsp/" + issuer);
        assertThat(verifiers.openssl()).as(issuer).contains(issuer + ".pem: OK");
        Eventually.see(
                "OCSP of " + issuer + " is answered",
                RESPONDERS,
                () -> verifiers.opensslOcsp(url),
                said -> said.contains(".pem: good") && said.contains("Response verify OK"));
        assertThat(verifiers.ocsptool(url)).as(issuer).contains("Verifying OCSP Response: Success.", "Status: good");
        assertThat(verifiers.vfychain()).as(issuer).contains("Chain is good!");

        client.revoke(serial, "superseded", token);
        Eventually.see(
                "OCSP of " + issuer + " says so",
                SOON,
                () -> verifiers.opensslOcsp(url),
                said -> said.contains(".pem: revoked") && said.contains("Reason: superseded"));
        Eventually.see(
                "the CRL of " + issuer + " says so",
                SOON,
                () -> {
                    Files.write(folder.resolve(issuer + ".crl"), client.octets("ca/" + issuer + "/crl.crl"));
                    return verifiers.openssl();
                },
                said -> said.contains("certificate revoked"));
        Eventually.see(
                "an answer without a nonce, which is kept, says so for " + issuer,
                SOON,
                () -> verifiers.ocsptool(url),
                said -> said.contains("Certificate Status: revoked"));
        assertThat(verifiers.vfychain()).as(issuer).contains("Chain is bad!", "has been revoked");
    }

    private void expired(Client client, String issuer, String name) throws Exception {
        Files.write(folder.resolve(name + ".crl"), client.octets("ca/" + issuer + "/crl.crl"));
        Verifiers verifiers = new Verifiers(folder, name);
        assertThat(verifiers.openssl()).as(name).contains("certificate has expired");
        assertThat(verifiers.vfychain()).as(name).contains("Chain is bad!", "Certificate has expired");
    }

    /** Waits for the certificate, and puts beside it what its verifiers need. */
    private String issue(Client client, String profile, String issuer, String name) throws Exception {
        Client.Request submitted =
                client.submit(Subscriber.create(name + ".example.test").csr(), profile);
        String serial = String.valueOf(client.until(submitted.id(), "issued").serial());
        Files.writeString(folder.resolve(name + ".pem"), client.text("certificates/" + serial + "/cert.pem"));
        Files.writeString(folder.resolve(name + "-chain.pem"), client.text("certificates/" + serial + "/chain.pem"));
        String root = "ca/" + ROOTS.get(issuer);
        Files.writeString(folder.resolve(name + "-root.pem"), client.text(root + "/cert.pem"));
        Files.write(folder.resolve(name + "-root.crl"), client.octets(root + "/crl.crl"));
        Files.write(folder.resolve(name + ".crl"), client.octets("ca/" + issuer + "/crl.crl"));
        return serial;
    }

    private static void serialsNeedNoIssuerWhereTheyAreOne(Client client, Map<String, String> serials)
            throws Exception {
        for (Map.Entry<String, String> each : serials.entrySet()) {
            assertThat(client.octets("certificates/" + each.getKey() + ":" + each.getValue() + "/cert.cer"))
                    .isEqualTo(client.octets("certificates/" + each.getValue() + "/cert.cer"));
        }
    }

    private void theOldRootIsEnoughForTheNewOne(Client client) throws Exception {
        String serial = issue(client, "next", "next", "crossed");
        Files.writeString(folder.resolve("old.pem"), client.text("ca/root/cert.pem"));
        Files.writeString(folder.resolve("other.pem"), client.text("certificates/" + serial + "/chain-2.pem"));
        assertThat(Pem.decodeCertificates(Files.readString(folder.resolve("other.pem"))))
                .hasSize(2);
        assertThat(verify("old.pem", "crossed-chain.pem")).contains("unable to get local issuer certificate");
        assertThat(verify("old.pem", "other.pem")).contains("crossed.pem: OK");
        String json = client.text("api/v1/ca");
        assertThat(json).contains("/ca/next/chain-2.pem");
        assertThat(client.text("certificates/" + serial + "/fullchain-2.pem"))
                .isEqualTo(client.text("certificates/" + serial + "/cert.pem")
                        + Files.readString(folder.resolve("other.pem")));
    }

    private String verify(String root, String chain) throws Exception {
        return Program.run(
                        folder,
                        "openssl",
                        "verify",
                        "-x509_strict",
                        "-no-CApath",
                        "-no-CAstore",
                        "-CAfile",
                        root,
                        "-untrusted",
                        chain,
                        "crossed.pem")
                .output();
    }

    private static void namesThatTheIssuerMayNotHave(Client client) throws Exception {
        Client.Request inside = client.submit(Subscriber.create("www.lab.test").csr(), "lab");
        assertThat(client.until(inside.id(), "issued").serial()).isNotNull();
        Client.Request outside =
                client.submit(Subscriber.create("www.example.test").csr(), "lab");
        assertThat(client.until(outside.id(), "rejected").problem())
                .contains("may not issue for 'www.example.test'", "name constraints");
    }

    private void aProfileGoesOnWithAnotherIssuer(Client client, String token) throws Exception {
        Path file = data.resolve("config/profiles.yml");
        String before = Files.readString(file);
        int begin = before.indexOf("  moving:");
        Map<String, Integer> issuers = new TreeMap<>();
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (i == 20) {
                Files.writeString(
                        file,
                        before.substring(0, begin)
                                + before.substring(begin).replaceFirst("issuer: issuing", "issuer: next"));
                Journeys.Said said = Journeys.approval(data, List.of("reload-profiles"));
                assertThat(said.code()).as(said.text()).isZero();
            }
            waiting.add(client.submit(
                            Subscriber.create("moving-" + i + ".example.test").csr(), "moving")
                    .id());
        }
        for (String id : waiting) {
            String serial = String.valueOf(client.until(id, "issued").serial());
            String issuer = MessageJson.mapper()
                    .readTree(client.text("api/v1/certificates/" + serial))
                    .path("issuer")
                    .asString("");
            issuers.merge(issuer, 1, Integer::sum);
        }
        System.out.println("  issued while the profile moved: " + issuers);
        assertThat(issuers.keySet()).containsExactly("issuing", "next");
        assertThat(issuers.get("next")).isGreaterThanOrEqualTo(40);
        X509CertificateHolder old = new X509CertificateHolder(client.octets("ca/issuing/cert.cer"));
        assertThat(old.isValidOn(new java.util.Date()))
                .as("what it issued is still good")
                .isTrue();
    }

    private void setup(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(2, List.of("--data", data.toString()));
        StringWriter said = new StringWriter();
        int code = Setup.run(arguments, new PrintWriter(said), new PrintWriter(said));
        assertThat(code).as(said.toString()).isZero();
    }

    private void openssl(String words) throws Exception {
        List<String> all = new ArrayList<>(List.of("openssl"));
        all.addAll(List.of(words.split(" ")));
        Program.Ended ended = Program.run(folder, all.toArray(String[]::new));
        assertThat(ended.code()).as(words + "\n" + ended.output()).isZero();
    }
}
