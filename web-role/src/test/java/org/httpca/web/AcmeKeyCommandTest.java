package org.httpca.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.httpca.web.acme.account.ExternalKeys;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AcmeKeyCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void keysAreMadeListedAndRevokedAndShownOnce() {
        assertThat(run("create", "command-1")).isZero();
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\\R");
        assertThat(lines[0]).matches("kid: [A-Za-z0-9_-]{16}");
        assertThat(lines[1]).matches("hmac-key: [A-Za-z0-9_-]{43}");
        out.reset();
        assertThat(run("list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("command-1  " + lines[0].substring(5))
                .contains("waits for its account")
                .doesNotContain(lines[1].substring(10));
        assertThat(run("create", "command-1")).isEqualTo(1);
        assertThat(run("revoke", "command-1")).isZero();
        assertThat(run("revoke", "command-1")).isEqualTo(1);
        assertThat(run("create", "no name")).isEqualTo(1);
        assertThat(run("create")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... words) {
        ExternalKeys keys =
                new ExternalKeys(WebUnderTest.shared().bean(JdbcClient.class), new SecureRandom(), Clock.systemUTC());
        return new AcmeKeyCommand(keys, new PrintStream(out, true), new PrintStream(err, true)).run(List.of(words));
    }
}
