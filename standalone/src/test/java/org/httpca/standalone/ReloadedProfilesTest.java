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
import org.httpca.approval.ApprovalCli;
import org.httpca.embedded.process.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that runs reads its profiles again: by a signal, by an order, and not when the file is faulty. */
@Tag("full")
class ReloadedProfilesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void bySignalAndByOrder() throws Exception {
        Path data = folder.resolve("data");
        try (ChildJvm child = ChildJvm.start(
                Launcher.class,
                folder.resolve("start.out"),
                List.of("start", "--data", data.toString(), "--port", "" + FreePorts.find(), "--https-port=-1"))) {
            child.await("HttpCA is ready: ", Duration.ofSeconds(120));
            Path file = profiles(data);
            String yaml = Files.readString(file);

            Files.writeString(file, yaml.replace("validity: 90d", "validity: 60d"));
            hangUp(child);
            webSees(data, "\"validitySeconds\":5184000");

            Files.writeString(file, yaml.replace("validity: 90d", "validity: ninety days"));
            hangUp(child);
            Eventually.see(
                    "an alarm on the web side",
                    LIMIT,
                    () -> Tables.web(data).count("heartbeat WHERE body LIKE '%line % of profiles.yml%'"),
                    count -> count == 1);
            Said faulty = approval(data, "reload-profiles");
            assertThat(faulty.code).isEqualTo(5);
            assertThat(faulty.err).contains("keeps the profiles that it had", "validity", "for example: validity: 90d");

            Files.writeString(file, yaml.replace("validity: 90d", "validity: 30d"));
            Said said = approval(data, "reload-profiles");
            System.out.print("  " + said.out);
            assertThat(said.code).as(said.err).isZero();
            webSees(data, "\"validitySeconds\":2592000");
            assertThat(Tables.signer(data).count("audit WHERE event = 'profiles-reloaded'"))
                    .isEqualTo(2);
            IssuedCertificates.keep(data);
            assertThat(child.stop()).as("it ends in good order").isTrue();
        }
    }

    private record Said(int code, String out, String err) {}

    private static Path profiles(Path data) throws Exception {
        try (var files = Files.walk(data)) {
            return files.filter(file -> file.endsWith("profiles.yml"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void webSees(Path data, String text) throws Exception {
        Eventually.see(
                "the web side has " + text,
                LIMIT,
                () -> Tables.web(data).count("profile_list WHERE body LIKE '%" + text + "%'"),
                count -> count == 1);
    }

    private static void hangUp(ChildJvm child) throws Exception {
        Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(child.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static Said approval(Path data, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ApprovalCli.run(
                List.of(arguments),
                data.resolve("operator"),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
