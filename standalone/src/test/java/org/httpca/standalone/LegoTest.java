package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.httpca.web.acme.account.ExternalKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's lego, as it is. It cannot change an account's key, and asks for an address as if that were a DNS name. */
@Tag("full")
@Timeout(240)
class LegoTest {
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
        List<String> how = http("lego.acme.test", "www.lego.acme.test");
        lego(how, "run");
        Path chain = folder.resolve("certificates/lego.acme.test.crt");
        httpca.verify(folder, chain, "-verify_hostname", "www.lego.acme.test");
        String first = Files.readString(chain);

        lego(how, "renew", "--days", "1000", "--no-random-sleep");
        assertThat(Files.readString(chain)).isNotEqualTo(first);
        httpca.verify(folder, chain, "-verify_hostname", "lego.acme.test");
        Path kept = Files.copy(chain, folder.resolve("kept.pem"));

        lego(http("lego.acme.test"), "revoke", "--reason", "4");
        httpca.revoked(folder, kept);
    }

    @Test
    void showsANameByTls() throws Exception {
        lego(List.of("--tls", "--tls.port", ":" + httpca.tlsAlpn01(), "-d", "tls.acme.test", "-k", "rsa2048"), "run");
        httpca.verify(folder, folder.resolve("certificates/tls.acme.test.crt"), "-verify_hostname", "tls.acme.test");
    }

    @Test
    void showsAWildcardNameByDns() throws Exception {
        lego(
                List.of(
                        "--dns",
                        "rfc2136",
                        "--dns.disable-cp",
                        "--dns.resolvers",
                        httpca.names().address(),
                        "-d",
                        "*.stars.acme.test",
                        "-d",
                        "stars.acme.test"),
                "run");
        httpca.verify(
                folder, folder.resolve("certificates/_.stars.acme.test.crt"), "-verify_hostname", "x.stars.acme.test");
    }

    @Test
    void anAccountThatIsBoundToAKeyOfTheOperators() throws Exception {
        ExternalKeys.NewKey key = httpca.externalKey("lego");
        List<String> how = new ArrayList<>(http("bound.acme.test"));
        how.addAll(List.of("--eab", "--kid", key.kid(), "--hmac", key.hmacKey()));
        lego(how, "run");
        assertThat(httpca.isBound(key)).isTrue();
    }

    private static List<String> http(String... names) {
        List<String> words = new ArrayList<>(List.of("--http", "--http.port", ":" + httpca.http01()));
        for (String name : names) {
            words.addAll(List.of("-d", name));
        }
        return words;
    }

    private void lego(List<String> how, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of("lego", "--server", httpca.directory(), "--accept-tos"));
        words.addAll(List.of("--email", "somebody@example.test", "--path", folder.toString()));
        words.addAll(how);
        words.addAll(List.of(command));
        Map<String, String> environment = Map.of(
                "LEGO_CA_CERTIFICATES", httpca.root().toString(),
                "RFC2136_NAMESERVER", httpca.names().address(),
                "RFC2136_TSIG_ALGORITHM", "hmac-sha256.",
                "RFC2136_TSIG_KEY", NameServer.KEY + ".",
                "RFC2136_TSIG_SECRET", httpca.names().secret());
        Program.Ended ended = Program.run(folder, environment, words.toArray(String[]::new));
        assertThat(ended.code()).as(ended.output()).isZero();
    }
}
