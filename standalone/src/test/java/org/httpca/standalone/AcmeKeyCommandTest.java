package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./httpca acme-key}, as it is typed beside a standalone that runs, and beside none. */
@Timeout(300)
class AcmeKeyCommandTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void aKeyIsMadeListedAndRevoked() throws Exception {
        String data = RunningStandalone.on(Parts.EMBEDDED).data().toString();
        Program.Ended made = typed("acme-key", "create", "team", "--data", data);
        assertThat(made.code()).as(made.output()).isZero();
        assertThat(made.output().lines().toList()).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0)).matches("kid: [A-Za-z0-9_-]{16}");
            assertThat(lines.get(1)).matches("hmac-key: [A-Za-z0-9_-]{43}");
        });
        assertThat(typed("acme-key", "list", "--data", data).output())
                .contains("team  " + made.output().substring("kid: ".length(), 21), "waits for its account")
                .doesNotContain("hmac");
        assertThat(typed("acme-key", "revoke", "team", "--data", data).output()).contains("revoked team");
        assertThat(typed("acme-key", "list", "--data", data).output()).contains("  revoked");
    }

    @Test
    void whereThereIsNoInstallationItSaysSo() throws Exception {
        Program.Ended said = typed("acme-key", "list", "--data", folder.toString());
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.output()).contains("there is no installation in " + folder, "./httpca start");
    }

    private Program.Ended typed(String... words) throws Exception {
        return Program.run(
                folder,
                ChildJvm.command(List.of(), ChildJvm.classPath(Launcher.class), List.of(words))
                        .toArray(String[]::new));
    }
}
