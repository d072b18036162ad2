package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What openssl and GnuTLS make of the OCSP answers of a running standalone. */
@Tag("full")
class OcspByOthersTest {
    private final RunningStandalone httpca = RunningStandalone.on(Parts.EMBEDDED);

    @TempDir
    Path folder = Path.of("");

    @Test
    void goodRevokedAndUnknownAreToldApartByOthers() throws Exception {
        String serial = issued();
        String url = new OcspQuestion(Files.readString(folder.resolve("fullchain.pem"))).url();
        assertThat(openssl(url, "-cert", "cert.pem")).contains("cert.pem: good").contains("Response verify OK");
        assertThat(openssl(url, "-no_nonce", "-sha256", "-cert", "cert.pem"))
                .contains("cert.pem: good")
                .contains("Response verify OK");
        assertThat(openssl(url, "-serial", "0x1234567890")).contains("0x1234567890: unknown");
        assertThat(ocsptool(url)).contains("Verifying OCSP Response: Success.").contains("Certificate Status: good");

        long begin = System.nanoTime();
        httpca.client()
                .revoke(
                        serial,
                        "keyCompromise",
                        Files.readString(httpca.data().resolve("tokens/operator.token"))
                                .strip());
        String kept = openssl(url, "-no_nonce", "-sha256", "-cert", "cert.pem");
        while (kept.contains("cert.pem: good")) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
            Thread.sleep(100);
            kept = openssl(url, "-no_nonce", "-sha256", "-cert", "cert.pem");
        }
        assertThat(kept).contains("cert.pem: revoked").contains("Reason: keyCompromise");
        assertThat(openssl(url, "-cert", "cert.pem"))
                .contains("cert.pem: revoked")
                .contains("Reason: keyCompromise")
                .contains("Response verify OK");
        assertThat(ocsptool(url)).contains("Certificate Status: revoked");
    }

    private String issued() throws Exception {
        Subscriber subscriber = Subscriber.create("ocsp.example.test");
        Client client = httpca.client();
        Client.Request submitted = client.submit(subscriber.csr());
        client.until(submitted.id(), "waiting-for-approval");
        assertThat(httpca.approval("approve", submitted.id()).code()).isZero();
        String serial = String.valueOf(client.until(submitted.id(), "issued").serial());
        for (String file : List.of("cert.pem", "chain.pem", "fullchain.pem")) {
            Files.writeString(folder.resolve(file), client.text("certificates/" + serial + "/" + file));
        }
        return serial;
    }

    private String openssl(String url, String... question) throws Exception {
        List<String> words = new ArrayList<>(List.of("openssl", "ocsp", "-url", url));
        words.addAll(List.of("-CAfile", ca("root.pem"), "-verify_other", ca("issuing.pem")));
        List<String> asked = new ArrayList<>(List.of(question));
        // the hash counts for what comes behind it
        int at = asked.contains("-sha256") ? asked.indexOf("-sha256") + 1 : 0;
        asked.addAll(at, List.of("-issuer", ca("issuing.pem")));
        words.addAll(asked);
        return run(words);
    }

    private String ocsptool(String url) throws Exception {
        return run(List.of(
                "ocsptool",
                "--ask=" + url,
                "--load-issuer=" + ca("issuing.pem"),
                "--load-cert=cert.pem",
                "--load-trust=" + ca("issuing.pem")));
    }

    private String ca(String file) {
        return httpca.data().resolve("ca").resolve(file).toString();
    }

    private String run(List<String> words) throws Exception {
        Program.Ended ended = Program.run(folder, words.toArray(String[]::new));
        return String.join(" ", words) + "\n" + ended.output();
    }
}
