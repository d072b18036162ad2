package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units of docs/systemd: systemd understands them, and they keep their roles from what a role does not need. */
class SystemdUnitsTest {
    private static final Path FOLDER = ComposeFile.FOLDER.resolve("docs/systemd");

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"web", "worker", "signer"})
    void systemdTakesItAndFindsItWellEnclosed(String role) throws Exception {
        String unit = unit(role).toString();
        Program.Ended verified = Program.run(FOLDER, "systemd-analyze", "verify", unit);
        assertThat(verified.output()).isEmpty();
        assertThat(verified.code()).isZero();
        // out of 100, from safe to exposed
        Program.Ended enclosed =
                Program.run(FOLDER, "systemd-analyze", "security", "--offline=true", "--threshold=20", unit);
        assertThat(enclosed.code()).as(enclosed.output()).isZero();
        assertThat(enclosed.output()).contains("Overall exposure level");
    }

    @Test
    void theSignerCanBindNoPortAndTheOthersTheirOwn() throws IOException {
        assertThat(values("signer", "SocketBind")).containsExactly("SocketBindDeny=any");
        assertThat(values("worker", "SocketBind")).containsExactly("SocketBindDeny=any", "SocketBindAllow=tcp:9090");
        assertThat(values("web", "SocketBind"))
                .containsExactly(
                        "SocketBindDeny=any",
                        "SocketBindAllow=tcp:8080",
                        "SocketBindAllow=tcp:8443",
                        "SocketBindAllow=tcp:9090");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "worker", "signer"})
    void eachRoleRunsAsAUserOfItsOwnWithoutCapabilities(String role) throws IOException {
        assertThat(values(role, "User=")).containsExactly("User=httpca-" + role);
        assertThat(values(role, "CapabilityBoundingSet")).containsExactly("CapabilityBoundingSet=");
        assertThat(values(role, "ExecStart="))
                .singleElement()
                .asString()
                .endsWith("role.jar --config /etc/httpca/" + role);
    }

    private static List<String> values(String role, String beginning) throws IOException {
        try (Stream<String> lines = Files.lines(unit(role))) {
            return lines.filter(line -> line.startsWith(beginning)).toList();
        }
    }

    private static Path unit(String role) {
        return FOLDER.resolve("httpca-" + role + ".service");
    }
}
