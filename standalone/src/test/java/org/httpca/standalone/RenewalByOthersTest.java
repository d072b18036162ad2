package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.approval.ApprovalCli;
import org.httpca.message.MessageJson;
import org.httpca.web.https.HttpsEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The holder of a certificate renews it by openssl and curl, with the very lines of docs/scripts.md, through every role. */
@Tag("full")
class RenewalByOthersTest {
    private static final Pattern LINES = Pattern.compile("(?ms)^```\\n(.*?)^```$");

    @TempDir
    Path folder;

    private Path data = Path.of("");
    private Client client = new Client("http://localhost/");
    private @Nullable Standalone running;

    @Test
    @Timeout(300)
    void byTheSameKeyByANewOneAndByMutualTls() throws Exception {
        data = folder.resolve("data");
        StartSettings settings = new StartSettings(
                data, 0, 0, "127.0.0.1", null, Map.of("httpca.https.client-port", "0"), Parts.EMBEDDED);
        try (Standalone standalone = Standalone.start(settings, System.out)) {
            running = standalone;
            client = new Client(standalone.url());
            leavesRenewalToTheHolders();
            List<String> lines = lines();
            assertThat(lines).hasSize(3);
            String first = issued();

            String second = serial(runs(lines.get(0), first), "issued");
            assertThat(key(second)).as("the same").isEqualTo(key(first));

            String third = serial(runs(lines.get(1), second), "issued");
            assertThat(key(third)).as("a new one").isNotEqualTo(key(second));

            String held = runs(lines.get(2), first);
            client.until(held, "waiting-for-approval");
            assertThat(approval("show", held).replaceAll("\\s+", " "))
                    .contains("issuing:" + first, "by mutual TLS; this signer saw no proof");
            approval("approve", held);
            String fourth = serial(held, "issued");

            JsonNode shown = shown(first);
            assertThat(shown.get("replacedBy").findValuesAsString("serial")).containsExactly(second, fourth);
            assertThat(shown(third).get("replaces").get("serial").asString()).isEqualTo(second);
            assertThat(shown.get("revocation").isNull())
                    .as("the old one stays as it is")
                    .isTrue();
            IssuedCertificates.keep(data);
        }
    }

    private void leavesRenewalToTheHolders() throws Exception {
        Path profiles = data.resolve("config").resolve("profiles.yml");
        String before = client.text("api/v1/profiles");
        Files.writeString(
                profiles,
                Files.readString(profiles)
                        .replace("    approvals: 1\n    autosign: []", "    approvals: 1\n    renewal: holder"));
        approval("reload-profiles");
        Eventually.see(
                "the web side has the new profile",
                Duration.ofSeconds(30),
                () -> client.text("api/v1/profiles"),
                now -> !now.equals(before));
    }

    /** What stands in the document under "Renewing". */
    private static List<String> lines() throws Exception {
        String text = Files.readString(Path.of("..", "docs", "scripts.md"));
        int begin = text.indexOf("\n## Renewing\n");
        Matcher lines = LINES.matcher(text.substring(begin, text.indexOf("\n## ", begin + 5)));
        return lines.results().map(found -> found.group(1)).toList();
    }

    private String issued() throws Exception {
        sh(
                "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout www.key -subj /CN=www.example.org"
                        + " -out www.csr");
        String id = client.submit(Files.readString(folder.resolve("www.csr"))).id();
        client.until(id, "waiting-for-approval");
        approval("approve", id);
        String serial = serial(id, "issued");
        Files.writeString(folder.resolve("www.pem"), client.text("certificates/" + serial + "/cert.pem"));
        return serial;
    }

    /** @return the id of the request that came of it */
    private String runs(String lines, String serial) throws Exception {
        HttpsEndpoint https = httpca().https().orElseThrow();
        assertThat(https.awaitOpen(Duration.ofSeconds(60))).as(https.waitsFor()).isTrue();
        int port = https.clientPort().orElseThrow();
        String answer = sh(lines.replace("SERIAL", serial)
                .replace("$CA/", httpca().url().replaceAll("/$", "") + "/")
                .replace(":8444", ":" + port));
        return MessageJson.mapper()
                .readTree(answer.substring(answer.indexOf('{')))
                .get("id")
                .asString();
    }

    private Standalone httpca() {
        return Objects.requireNonNull(running);
    }

    private String serial(String id, String status) throws Exception {
        return String.valueOf(client.until(id, status).serial());
    }

    private JsonNode shown(String serial) throws Exception {
        return MessageJson.mapper().readTree(client.text("api/v1/certificates/" + serial));
    }

    private String key(String serial) throws Exception {
        return shown(serial).get("publicKeySha256").asString();
    }

    private String sh(String script) throws Exception {
        Program.Ended ended = Program.run(folder, "bash", "-euo", "pipefail", "-c", script);
        assertThat(ended.code()).as(script + "\n" + ended.output()).isZero();
        return ended.output();
    }

    private String approval(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = ApprovalCli.run(
                List.of(arguments),
                data.resolve("operator"),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isZero();
        return said;
    }
}
