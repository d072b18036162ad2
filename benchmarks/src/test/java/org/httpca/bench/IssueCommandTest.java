package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.httpca.bench.FakeHttpca.Manner;
import org.httpca.message.MessageJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as it is typed, on a fake installation. */
class IssueCommandTest {

    private record Said(int code, String out, String err) {}

    @TempDir
    Path folder;

    @Test
    void numbers_and_picture_are_written_beside_each_other() throws Exception {
        try (FakeHttpca installation = new FakeHttpca()) {
            Path json = folder.resolve("run.json");
            Path token = Files.writeString(folder.resolve("token"), "secret-token\n");
            Said said = issue(
                    "--url",
                    installation.url().toString(),
                    "--token",
                    token.toString(),
                    "--requests",
                    "6",
                    "--warm-up",
                    "3",
                    "--concurrency",
                    "2",
                    "--json",
                    json.toString());
            assertThat(said.code()).isZero();
            assertThat(said.out())
                    .contains("issued             6")
                    .contains("run.svg")
                    .doesNotContain("secret-token");
            assertThat(installation.submitted()).isEqualTo(9);
            assertThat(MessageJson.mapper()
                            .readTree(Files.readString(json))
                            .path("issued")
                            .asInt())
                    .isEqualTo(6);
            assertThat(folder.resolve("run.svg")).content().startsWith("<svg ");
        }
    }

    @Test
    void a_certificate_that_is_lost_shows_in_the_exit_code() throws Exception {
        try (FakeHttpca installation = new FakeHttpca(Manner.WELL, Manner.FOREIGN_KEY)) {
            Said said = issue("--url", installation.url().toString(), "--requests", "2", "--warm-up", "1");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.out()).contains("1 times: the certificate is for another key");
        }
    }

    @Test
    void an_installation_that_waits_for_people_is_told_from_one_that_is_slow() throws Exception {
        try (FakeHttpca installation = new FakeHttpca(Manner.HELD)) {
            Said said = issue("--url", installation.url().toString(), "--requests", "500");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err()).contains("--httpca.policy.autosign='*.bench.test'");
            assertThat(installation.submitted()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--requests 0",
                "--concurrency 0",
                "--batch 1001",
                "--warm-up 0",
                "--real --url http://localhost:8080/",
                "--token FILE",
                "--key dsa",
                "--url nowhere"
            })
    void what_makes_no_sense_is_said_before_anything_is_done(String words) {
        assertThat(issue(words.split(" ")).code()).isEqualTo(2);
    }

    private static Said issue(String... words) {
        String[] all = Stream.concat(Stream.of("issue"), Stream.of(words)).toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                "");
        int code = Bench.execute(surroundings, new Stop(), all);
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
