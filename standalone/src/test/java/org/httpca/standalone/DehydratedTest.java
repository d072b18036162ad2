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

/** The distribution's dehydrated, as it is: bash, curl and openssl. It cannot change an account's key, nor ask for an address. */
@Tag("full")
@Timeout(240)
class DehydratedTest {
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
        Path wellKnown = Files.createDirectory(folder.resolve("www"));
        try (ChallengeFiles server = ChallengeFiles.serve(wellKnown, httpca.http01())) {
            configure("http-01", "WELLKNOWN=" + wellKnown);
            dehydrated("--register", "--accept-terms");
            String name = "dehydrated.acme.test";
            dehydrated("--cron", "-d", name + " www." + name);
            Path certificates = folder.resolve("certs").resolve(name);
            Path chain = certificates.resolve("fullchain.pem");
            httpca.verify(folder, chain, "-verify_hostname", "www." + name);
            String first = Files.readString(chain);

            dehydrated("--cron", "--force", "-d", name);
            assertThat(Files.readString(chain)).isNotEqualTo(first);
            Path kept = Files.copy(chain, folder.resolve("kept.pem"));

            dehydrated("--revoke", certificates.resolve("cert.pem").toString());
            httpca.revoked(folder, kept);
            dehydrated("--account");
        }
    }

    @Test
    void showsAWildcardNameByDns() throws Exception {
        hook("""
                record="_acme-challenge.$2. 1 TXT \\"$4\\""
                case "$1" in
                deploy_challenge) change="update add $record" ;;
                clean_challenge) change="update delete $record" ;;
                *) exit 0 ;;
                esac
                printf 'server 127.0.0.1 %d\\nkey hmac-sha256:%s %s\\n%%s\\nsend\\n' "$change" | nsupdate
                """.formatted(httpca.names().port(), NameServer.KEY, httpca.names().secret()));
        configure("dns-01", "HOOK=" + folder.resolve("hook"), "RENEW_DAYS=1000");
        dehydrated("--register", "--accept-terms");
        dehydrated("--cron", "-d", "*.dry.acme.test dry.acme.test", "--alias", "dry");
        httpca.verify(folder, folder.resolve("certs/dry/fullchain.pem"), "-verify_hostname", "x.dry.acme.test");
    }

    @Test
    void showsANameByTls() throws Exception {
        hook("""
                case "$1" in
                deploy_challenge)
                    openssl s_server -www -accept 127.0.0.1:%1$d -alpn acme-tls/1 -cert "%2$s/$2.crt.pem" \\
                        -key "%2$s/$2.key.pem" >server.log 2>&1 </dev/null &
                    echo $! >server.pid
                    until openssl s_client -connect 127.0.0.1:%1$d </dev/null >/dev/null 2>&1; do sleep 0.1; done ;;
                clean_challenge) kill "$(cat server.pid)" ;;
                esac
                """.formatted(httpca.tlsAlpn01(), folder.resolve("alpn")));
        configure("tls-alpn-01", "HOOK=" + folder.resolve("hook"), "ALPNCERTDIR=" + folder.resolve("alpn"));
        dehydrated("--register", "--accept-terms");
        dehydrated("--cron", "-d", "alpn.acme.test");
        httpca.verify(
                folder, folder.resolve("certs/alpn.acme.test/fullchain.pem"), "-verify_hostname", "alpn.acme.test");
    }

    @Test
    void anAccountThatIsBoundToAKeyOfTheOperators() throws Exception {
        ExternalKeys.NewKey key = httpca.externalKey("dehydrated");
        configure("http-01", "EAB_KID=" + key.kid(), "EAB_HMAC_KEY=" + key.hmacKey());
        dehydrated("--register", "--accept-terms");
        assertThat(httpca.isBound(key)).isTrue();
    }

    private void hook(String script) throws Exception {
        Path hook = folder.resolve("hook");
        Files.writeString(hook, "#!/bin/bash\ncd '" + folder + "'\n" + script);
        assertThat(hook.toFile().setExecutable(true)).isTrue();
    }

    private void configure(String challenge, String... more) throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "CA=" + httpca.directory(),
                "BASEDIR=" + folder,
                "CHALLENGETYPE=" + challenge,
                "CURL_OPTS=\"--cacert " + httpca.root() + "\"",
                "CONTACT_EMAIL=somebody@example.test"));
        lines.addAll(List.of(more));
        Files.write(folder.resolve("config"), lines);
    }

    private void dehydrated(String... more) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("dehydrated", "--config", folder.resolve("config").toString()));
        words.addAll(List.of(more));
        Program.Ended ended = Program.run(folder, words.toArray(String[]::new));
        assertThat(ended.code()).as(ended.output()).isZero();
    }
}
