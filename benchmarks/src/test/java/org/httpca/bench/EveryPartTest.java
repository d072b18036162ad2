package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.httpca.message.MessageJson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way, on an installation that the driver starts: small runs, whose speed says nothing. */
@Tag("full")
class EveryPartTest {

    @TempDir
    Path folder;

    @Test
    void two_hundred_requests_on_the_embedded_parts() throws IOException {
        JsonNode report = issue("--batch", "20");
        assertThat(report.path("environment").path("parts").asString()).contains("PostgreSQL 18", "fsync on", "Qpid");
    }

    @Test
    void two_hundred_requests_on_the_parts_of_the_distribution() throws IOException {
        JsonNode report = issue("--real", "--key", "p256");
        assertThat(report.path("environment").path("parts").asString()).contains("PostgreSQL", "fsync on", "RabbitMQ");
    }

    private JsonNode issue(String... more) throws IOException {
        Path json = folder.resolve("run.json");
        String[] words = Stream.concat(
                        Stream.of(
                                "issue",
                                "--requests",
                                "200",
                                "--warm-up",
                                "20",
                                "--concurrency",
                                "16",
                                "--json",
                                json.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        Surroundings surroundings =
                new Surroundings(System.out, System.err, false, System.getProperty("java.class.path"));
        assertThat(Bench.execute(surroundings, new Stop(), words)).isZero();
        JsonNode report = MessageJson.mapper().readTree(Files.readString(json));
        assertThat(report.path("issued").asInt()).isEqualTo(200);
        assertThat(report.path("lost").asInt()).isZero();
        assertThat(report.path("duplicates").asInt()).isZero();
        return report;
    }
}
