package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real shells at a terminal: the Tab key completes, as it does for whoever types. And ShellCheck on our own scripts. */
@Tag("full")
class ShellsTest {
    private static final String BASH = "bash --norc --noprofile -i";
    private static final String ZSH = "zsh -f -i";

    @TempDir
    Path folder = Path.of("");

    /** A launcher that says what it was told to do, and what {@code ./httpca completion} prints. */
    @BeforeEach
    void prepare() throws Exception {
        Path launcher = Files.writeString(folder.resolve("httpca"), "#!/bin/sh\necho \"told: $*.\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        try (PrintWriter script = new PrintWriter(folder.resolve("script").toFile(), StandardCharsets.UTF_8)) {
            assertThat(Launcher.commands().setOut(script).execute("completion", "bash"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "app\\tlist --old\\t3d, approval list --older-than 3d",
        "approval rej\\t1f3c --rea\\tno, approval reject 1f3c --reason no",
        "approval audit ver\\t, approval audit verify",
        "sta\\t--https\\t-1, start --https-port -1",
        "tok\\tcr\\tname --sc\\tsubmit, token create name --scope submit",
        "set\\t--broker-h\\tmq, setup --broker-host mq",
        "acm\\tcr\\tname, acme-key create name",
        "ben\\tis\\t, bench issue",
    })
    void completeCommandsAndOptions(String typed, String told) throws Exception {
        String keys = "./httpca " + typed.replace("\\t", "\t");

        assertThat(at(BASH, ". ./script", keys)).as("bash").contains("told: " + told);
        assertThat(at(ZSH, "autoload -U +X compinit && compinit -u -D", "source ./script", keys))
                .as("zsh")
                .contains("told: " + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"httpca", ".ci/run"})
    void scriptsHoldUpToShellCheck(String script) throws Exception {
        Program.Ended ended = Program.run(Path.of(".."), "shellcheck", script);

        assertThat(ended.code()).as(ended.output()).isZero();
    }

    /** Types the lines at that shell, on a terminal, and returns what is seen there. */
    private String at(String shell, String... lines) throws Exception {
        Process terminal = new ProcessBuilder(List.of("script", "-qec", shell, "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (OutputStream keyboard = terminal.getOutputStream()) {
            keyboard.write((String.join("\n", lines) + "\nexit\n").getBytes(StandardCharsets.UTF_8));
        }
        String seen = new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(terminal.waitFor(60, TimeUnit.SECONDS)).as(seen).isTrue();
        return seen;
    }
}
