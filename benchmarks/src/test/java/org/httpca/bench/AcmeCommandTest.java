package org.httpca.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.bench.FakeAcme.Manner;
import org.httpca.message.MessageJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The command as it is typed, on a fake ACME server that verifies what it gets. */
class AcmeCommandTest {

    private record Said(int code, String out, String err) {}

    @TempDir
    Path folder;

    private final int http01Port = freePort();

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void every_order_goes_all_the_way_and_each_step_is_timed(KeyKind key) throws Exception {
        try (FakeAcme server = new FakeAcme(Manner.WELL, http01Port)) {
            Path json = folder.resolve("run.json");
            Said said = acme(
                    server,
                    "--orders",
                    "6",
                    "--warm-up",
                    "2",
                    "--clients",
                    "2",
                    "--key",
                    key.name(),
                    "--json",
                    json.toString());
            assertThat(said.code()).as(said.toString()).isZero();
            assertThat(said.out()).contains("issued             6").contains("  challenge");
            assertThat(server.accounts()).isEqualTo(2);
            assertThat(server.fetches()).isEqualTo(8);
            JsonNode numbers = MessageJson.mapper().readTree(Files.readString(json));
            assertThat(numbers.path("orders").asInt()).isEqualTo(6);
            assertThat(numbers.path("lost").asInt()).isZero();
            assertThat(numbers.path("stepsMs").propertyNames())
                    .containsExactly("newOrder", "authorization", "challenge", "finalize", "issuing", "download");
            assertThat(numbers.path("stepsMs").path("challenge").path("p95").asDouble())
                    .isPositive();
            assertThat(folder.resolve("run.svg")).content().startsWith("<svg ");
        }
    }

    @Test
    void a_nonce_that_is_not_taken_is_replaced_and_told_of() throws Exception {
        try (FakeAcme server = new FakeAcme(Manner.FORGETFUL, http01Port)) {
            Path json = folder.resolve("run.json");
            Said said = acme(server, "--orders", "3", "--warm-up", "1", "--json", json.toString());
            assertThat(said.code()).as(said.toString()).isZero();
            assertThat(MessageJson.mapper()
                            .readTree(Files.readString(json))
                            .path("environment")
                            .path("badNonces")
                            .asInt())
                    .isPositive();
        }
    }

    @Test
    void an_order_that_the_signer_has_is_looked_at_again_after_the_wait_that_was_asked_for() throws Exception {
        try (FakeAcme server = new FakeAcme(Manner.SLOW, http01Port)) {
            Said said = acme(server, "--orders", "2", "--warm-up", "1", "--poll", "1");
            assertThat(said.code()).as(said.toString()).isZero();
            assertThat(said.out()).contains("looking again after 1 ms");
        }
    }

    @Test
    void what_never_issues_is_found_out_with_one_order() throws Exception {
        try (FakeAcme server = new FakeAcme(Manner.BLIND, http01Port)) {
            Said said = acme(server, "--orders", "20");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err()).contains("the authorization is invalid, connection");
        }
    }

    @Test
    void a_refusal_is_told_by_its_type() throws Exception {
        try (FakeAcme server = new FakeAcme(Manner.CLOSED, http01Port)) {
            Said said = acme(server, "--orders", "5");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.err()).contains("HTTP 400 rateLimited: No.");
        }
    }

    @Test
    void a_certificate_that_does_not_hold_is_lost() throws Exception {
        try (FakeAcme server = new FakeAcme(Manner.FOREIGN_KEY, http01Port)) {
            Said said = acme(server, "--orders", "2", "--warm-up", "1");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.out()).contains("2 times: the certificate is for another key");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--orders 0",
                "--clients 0",
                "--clients 1001",
                "--warm-up 0",
                "--http01-port 0",
                "--dns-port 65536",
                "--address ::1",
                "--real --url http://localhost:8080/",
                "--key dsa",
                "--url nowhere"
            })
    void what_makes_no_sense_is_said_before_anything_is_done(String words) {
        assertThat(acme(List.of(words.split(" "))).code()).isEqualTo(2);
    }

    private Said acme(FakeAcme server, String... words) {
        return acme(Stream.concat(
                        Stream.of(
                                "--url",
                                server.url().toString(),
                                "--http01-port",
                                Integer.toString(http01Port),
                                "--dns-port",
                                Integer.toString(freePort())),
                        Stream.of(words))
                .toList());
    }

    private static Said acme(List<String> words) {
        String[] all = Stream.concat(Stream.of("acme"), words.stream()).toArray(String[]::new);
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
