package org.httpca.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the settings make of the log, in a process that starts with them as each role does. */
class LogSetUpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORGED = "taken\n{\"message\": \"forged\"}";

    @Test
    void writesJsonOnTheConsoleAndADatagramToSyslog() throws Exception {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream before = System.out;
        String datagram;
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(30_000);
            System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
            try (ConfigurableApplicationContext role = start(
                            "--httpca.log.format=json", "--httpca.log.syslog=127.0.0.1:" + server.getLocalPort());
                    Correlation lines = Correlation.of("an-id.1")) {
                LoggerFactory.getLogger("org.httpca.X").warn(FORGED, new IllegalStateException("inner\nreason"));
                datagram = datagramThatHas("an-id.1", server);
            }
        } finally {
            System.setOut(before);
        }

        List<JsonNode> lines = console.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JSON::readTree)
                .toList();
        List<JsonNode> said = lines.stream()
                .filter(line -> line.path("message").asString("").equals(FORGED))
                .toList();
        assertThat(said).hasSize(1);
        assertThat(said.get(0).path("correlationId").asString()).isEqualTo("an-id.1");
        assertThat(said.get(0).at("/log/level").asString()).isEqualTo("WARN");
        assertThat(said.get(0).at("/error/message").asString()).isEqualTo("inner\nreason");
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(line.path("@timestamp").asString()).endsWith("Z"));
        assertThat(datagram).startsWith("<28>").contains("[an-id.1]", "taken？").doesNotContain("\n");
    }

    /** The start has lines of its own. */
    private static String datagramThatHas(String text, DatagramSocket server) throws Exception {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[65_000], 65_000);
            server.receive(packet);
            String datagram = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (datagram.contains(text)) {
                return datagram;
            }
        }
    }

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(Role.class)
                .web(WebApplicationType.NONE)
                .run(settings);
    }

    /** As little of one as there can be. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    static class Role {}
}
