package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.httpca.log.Correlation;
import org.httpca.message.MessageJson;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One request is found in every role's log by the id that its client gave it; and no secret is. */
class CorrelatedLogTest {
    private static final String ID = "journey-of-one-id.1";

    private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();

    @Test
    void oneIdIsFoundInTheLogOfEachRoleAndNoSecretIs() throws Exception {
        RunningStandalone httpca = RunningStandalone.on(Parts.EMBEDDED);
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        AppenderBase<ILoggingEvent> capture = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.prepareForDeferredProcessing();
                lines.add(event);
            }
        };
        capture.setContext(root.getLoggerContext());
        capture.start();
        root.addAppender(capture);
        try {
            JsonNode submitted = submit(httpca);
            String id = submitted.path("id").asString();
            httpca.client().until(id, "waiting-for-approval");
            assertThat(httpca.approval("approve", id).code()).isZero();
            httpca.client().until(id, "issued");

            // The signer says that it has sent a word after the broker has it: the answer may be here before that line.
            Eventually.holds("the signer says so", () -> threadsOf(ID).contains("signer-transmit"));
            assertThat(threadsOf(ID))
                    .anyMatch(thread -> thread.startsWith("http-nio-"))
                    .contains(
                            "worker-transmit",
                            "signer-accept",
                            "signer-decide",
                            "signer-sign",
                            "signer-transmit",
                            "worker-accept");

            String secret = submitted.path("withdrawalSecret").asString();
            assertThat(secret).isNotEmpty();
            String log = log();
            assertThat(log).contains(id).doesNotContain(secret);
            for (String each : secrets(httpca.data())) {
                assertThat(log).doesNotContain(each);
            }
        } finally {
            root.detachAppender(capture);
        }
    }

    private static JsonNode submit(RunningStandalone httpca) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(httpca.url()).resolve("api/v1/requests"))
                .header("Content-Type", "application/x-pem-file")
                .header("X-Correlation-ID", ID)
                .POST(HttpRequest.BodyPublishers.ofString(
                        Subscriber.create("logged.example.test").csr()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("X-Correlation-ID")).contains(ID);
        return MessageJson.mapper().readTree(answer.body());
    }

    private List<String> threadsOf(String id) {
        return lines.stream()
                .filter(line -> id.equals(line.getMDCPropertyMap().get(Correlation.KEY)))
                .map(ILoggingEvent::getThreadName)
                .distinct()
                .toList();
    }

    private String log() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent line : lines) {
            text.append(line.getFormattedMessage()).append('\n');
            if (line.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(line.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    private static List<String> secrets(Path data) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("web", "worker", "signer", "operator", "tokens")) {
            try (Stream<Path> all = Files.list(data.resolve(folder))) {
                all.filter(file -> file.getFileName().toString().matches(".*(password|passphrase|token)$"))
                        .forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(5);
        return files.stream().map(CorrelatedLogTest::line).toList();
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
