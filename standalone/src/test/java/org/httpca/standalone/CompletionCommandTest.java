package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells are told of the launcher's commands. */
class CompletionCommandTest {

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return Launcher.commands()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void namesEveryCommandAndItsOptions(String shell) {
        assertThat(run("completion", shell)).isZero();
        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("start demo approval log lint token acme-key setup policy backup restore bench completion")
                .contains("list show approve reject halt resume status list-certificates revoke reload-profiles audit")
                .contains("--json", "--older-than", "--take-over", "--fingerprint", "--broker-host", "keyCompromise")
                .contains("add create list remove", "--like", "--seen", "--remember", "--httpca.policy.autosign")
                .doesNotContain("revoke SERIAL", "list-signed")
                .contains("complete -F _complete_httpca");
    }

    @Test
    void anotherShellIsAMistake() {
        assertThat(run("completion", "tcsh")).isEqualTo(2);
    }
}
