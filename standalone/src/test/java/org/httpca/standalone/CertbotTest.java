package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.httpca.web.acme.account.ExternalKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's certbot, as it is. It cannot change an account's key, nor ask for an address. */
@Tag("full")
@Timeout(240)
class CertbotTest {
    @TempDir
    private static Path installed;

    private static AcmeInstallation httpca;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        httpca = AcmeInstallation.start(installed, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        httpca.close();
    }

    @Test
    void registersIssuesRenewsAndRevokes() throws Exception {
        String name = "certbot.acme.test";
        certbot("certonly", "--standalone", "--http-01-port", "" + httpca.http01(), "-d", name, "-d", "www." + name);
        Path live = folder.resolve("etc/live").resolve(name);
        httpca.verify(folder, live.resolve("fullchain.pem"), "-verify_hostname", "www." + name);
        String first = Files.readString(live.resolve("cert.pem"));

        certbot("renew", "--force-renewal", "--no-random-sleep-on-renew");
        assertThat(Files.readString(live.resolve("cert.pem"))).isNotEqualTo(first);
        httpca.verify(folder, live.resolve("fullchain.pem"), "-verify_hostname", name);

        certbot("update_account", "-m", "another@example.test");
        certbot("revoke", "--cert-name", name, "--reason", "superseded", "--no-delete-after-revoke");
        httpca.revoked(folder, live.resolve("cert.pem"));
        certbot("unregister");
    }

    @Test
    void showsAWildcardNameByDns() throws Exception {
        Path credentials = folder.resolve("rfc2136.ini");
        Files.writeString(credentials, """
                dns_rfc2136_server = 127.0.0.1
                dns_rfc2136_port = %d
                dns_rfc2136_name = %s
                dns_rfc2136_secret = %s
                dns_rfc2136_algorithm = HMAC-SHA256
                """.formatted(
                        httpca.names().port(), NameServer.KEY, httpca.names().secret()));
        certbot(
                "certonly",
                "--dns-rfc2136",
                "--dns-rfc2136-credentials",
                credentials.toString(),
                "--dns-rfc2136-propagation-seconds",
                "1",
                "-d",
                "*.wild.acme.test",
                "-d",
                "wild.acme.test");
        Path chain = folder.resolve("etc/live/wild.acme.test/fullchain.pem");
        httpca.verify(folder, chain, "-verify_hostname", "any.wild.acme.test");
        httpca.verify(folder, chain, "-verify_hostname", "wild.acme.test");
    }

    @Test
    void anAccountThatIsBoundToAKeyOfTheOperators() throws Exception {
        ExternalKeys.NewKey key = httpca.externalKey("certbot");
        certbot("register", "--eab-kid", key.kid(), "--eab-hmac-key", key.hmacKey());
        assertThat(httpca.isBound(key)).isTrue();
    }

    @Test
    void whatIsNotShownIsSaidWithItsReason() throws Exception {
        List<String> words = words("certonly", "--webroot", "-w", folder.toString(), "-d", "nobody.acme.test");
        Program.Ended ended = Program.run(folder, environment(), words.toArray(String[]::new));
        assertThat(ended.code()).isNotZero();
        assertThat(ended.output()).contains("nobody.acme.test", "127.0.0.1");
    }

    private void certbot(String... more) throws Exception {
        Program.Ended ended = Program.run(folder, environment(), words(more).toArray(String[]::new));
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    private List<String> words(String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("certbot"));
        words.addAll(List.of(more));
        Stream.of("config-dir", "work-dir", "logs-dir").forEach(option -> {
            words.add("--" + option);
            words.add(
                    folder.resolve(option.equals("config-dir") ? "etc" : option).toString());
        });
        words.addAll(List.of("--server", httpca.directory(), "-n"));
        if (!more[0].equals("update_account") && !more[0].equals("unregister")) {
            words.addAll(List.of("-m", "somebody@example.test", "--agree-tos"));
        }
        return words;
    }

    private static Map<String, String> environment() {
        return Map.of("REQUESTS_CA_BUNDLE", httpca.root().toString());
    }
}
