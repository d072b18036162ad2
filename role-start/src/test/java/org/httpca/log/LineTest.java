package org.httpca.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayInputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LineTest {
    private static final String FORGED = "a\n2026-11-21T00:00:00Z ERROR forged\r\u001b[31m\u202etxt\u2028end";

    @Test
    void nobodyElseBeginsALine() throws Exception {
        LoggerContext context = new LoggerContext();
        configure(context, "<include resource=\"org/httpca/log/console-text.xml\"/>");
        PatternLayoutEncoder encoder = (PatternLayoutEncoder) ((ch.qos.logback.core.ConsoleAppender<?>)
                        context.getLogger("ROOT").getAppender("CONSOLE"))
                .getEncoder();
        LoggingEvent event = new LoggingEvent(
                "x",
                context.getLogger("org.httpca.X"),
                ch.qos.logback.classic.Level.convertAnSLF4JLevel(Level.INFO),
                FORGED,
                new IllegalStateException(FORGED),
                null);

        String text = new String(encoder.encode(event), StandardCharsets.UTF_8);

        assertThat(text.lines().filter(line -> !line.isEmpty() && !line.startsWith(" ")))
                .as(text)
                .hasSize(1);
        assertThat(text).doesNotContain("\u001b", "\u202e", "\u2028", "\r");
        assertThat(text.lines().findFirst().orElseThrow())
                .contains("a？2026-11-21T00:00:00Z ERROR forged")
                .contains("org.httpca.X");
    }

    @Test
    void syslogGetsOneDatagramForEachLine() throws Exception {
        try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(30_000);
            LoggerContext context = new LoggerContext();
            context.putProperty("SYSLOG_HOST", "127.0.0.1");
            context.putProperty("SYSLOG_PORT", String.valueOf(server.getLocalPort()));
            configure(context, "<include resource=\"org/httpca/log/syslog.xml\"/>");
            try (Correlation lines = Correlation.of("an-id")) {
                context.getLogger("org.httpca.X").warn(FORGED, new IllegalStateException("inner\nreason"));
            }
            DatagramPacket packet = new DatagramPacket(new byte[65_000], 65_000);
            server.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            context.stop();

            assertThat(text).startsWith("<28>").contains("[an-id]", "a？2026-11-21", "inner | reason");
            assertThat(text).doesNotContain("\n", "\r", "\u001b");
        }
    }

    @Test
    void anIdIsWellFormedOrIsNone() {
        assertThat(Correlation.wellFormed("a.b_c-1")).contains("a.b_c-1");
        for (String none : List.of("", " a", "a b", "-a", "a\n", "é", "x".repeat(65))) {
            assertThat(Correlation.wellFormed(none)).as(none).isEmpty();
        }
        assertThat(Correlation.inCommand(
                        "{\"note\":\"\\\"correlationId\\\":\\\"evil\\\"\",\"correlationId\":\"good\"}"))
                .isEqualTo("good");
        try (Correlation outer = Correlation.of("outer")) {
            try (Correlation inner = Correlation.of("no id")) {
                assertThat(Correlation.current()).isNull();
            }
            assertThat(Correlation.current()).isEqualTo("outer");
        }
        assertThat(Correlation.current()).isNull();
    }

    private static void configure(LoggerContext context, String include) throws Exception {
        context.setMDCAdapter(org.slf4j.MDC.getMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        String root = include.contains("console") ? "<root level=\"INFO\"><appender-ref ref=\"CONSOLE\"/></root>" : "";
        configurator.doConfigure(
                new ByteArrayInputStream(("<configuration><include resource=\"org/httpca/log/words.xml\"/>" + include
                                + root + "</configuration>")
                        .getBytes(StandardCharsets.UTF_8)));
    }
}
