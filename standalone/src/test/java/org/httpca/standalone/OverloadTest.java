package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.httpca.embedded.process.FreePorts;
import org.httpca.message.MessageJson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than it can take: many clients submit as fast as they get answers, others let their bodies trickle in. It refuses in good
 * order what is too much, serves who reads, keeps its memory, loses nothing that it accepted, and is well again a minute later.
 * A minute long; {@code -Dhttpca.overload.seconds=300} for five.
 */
@Tag("full")
class OverloadTest {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration OVERLOAD = Duration.ofSeconds(Long.getLong("httpca.overload.seconds", 60));
    private static final Duration AFTERWARDS = Duration.ofSeconds(60);
    private static final Duration ALL = Duration.ofSeconds(300);
    private static final int HEAP_MEGABYTES = 384;
    private static final int CLIENTS = 256;
    private static final int SLOW = 150;
    private static final int CSRS = 1000;
    private static final int PROBES = 20;
    private static final String WAITING = "request WHERE status NOT IN ('issued', 'rejected', 'withdrawn')";
    private static final String UNTOLD = "request WHERE state <> 'Transmitted'";
    /** Every thread of the container has buffers of its own, which it keeps. */
    private static final long MARGIN = 64 << 20;

    @TempDir
    Path folder = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePorts.find();
    private final String url = "http://localhost:" + port + "/";

    @Test
    @Timeout(1200)
    void itRefusesWhatIsTooMuchAndLosesNothing() throws Exception {
        Path data = folder.resolve("data");
        List<String> csrs = Journeys.requests("host", "auto.test", 0, CSRS);
        List<String> own = Journeys.requests("probe", "auto.test", 0, 3 * PROBES);
        List<String> ids = new ArrayList<>();
        List<Socket> slow = new ArrayList<>();
        try (ChildJvm child = start(data)) {
            probes(own.subList(0, PROBES), ids);
            long issueBefore = median(probes(own.subList(PROBES, 2 * PROBES), ids));
            LiveHeap before = LiveHeap.of(child.pid());

            List<Long> reads = new ArrayList<>();
            try (Flood flood = Flood.start(url, csrs, CLIENTS)) {
                long end = System.nanoTime() + OVERLOAD.toNanos();
                while (System.nanoTime() < end) {
                    trickle(slow);
                    reads.add(read());
                }
                flood.stop();
                System.out.printf(
                        "  %d s of %d clients: %s by status; reads meanwhile, ms: p50 %d, slowest %d%n",
                        OVERLOAD.toSeconds(), CLIENTS, flood.byStatus(), median(reads), Collections.max(reads));
                assertThat(flood.unexpected()).as("answers").isEmpty();
                assertThat(flood.count(503)).as("refused for want of room").isPositive();
                assertThat(flood.count(429)).as("refused for want of a budget").isPositive();
                ids.addAll(flood.accepted());
            } finally {
                for (Socket socket : slow) {
                    socket.close();
                }
            }

            long over = System.nanoTime();
            Eventually.see(
                    "it is well again", AFTERWARDS, () -> Tables.web(data).count(WAITING), waiting -> waiting == 0);
            System.out.printf("  what was accepted is done %d s later%n", (System.nanoTime() - over) / 1_000_000_000);
            List<Long> after = probes(own.subList(2 * PROBES, 3 * PROBES), ids);
            System.out.printf("  one request, ms: p50 %d before, %d after%n", issueBefore, median(after));

            Eventually.see("every word is told", ALL, () -> Tables.signer(data).count(UNTOLD), untold -> untold == 0);
            Outcomes.oneCertificateEach(ids, data);
            Outcomes.nothingWentWrong(data);
            LiveHeap now = LiveHeap.of(child.pid());
            System.out.printf("  %s live before, %s after, of %d MB of heap%n", before, now, HEAP_MEGABYTES);
            assertThat(child.output()).doesNotContain("OutOfMemoryError");
            assertThat(now.octets() - before.octets())
                    .as("%s before; and now %s", before.classes(), now.classes())
                    .isLessThan(MARGIN);
        }
    }

    private ChildJvm start(Path data) throws Exception {
        List<String> program = new ArrayList<>(List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+ExitOnOutOfMemoryError"));
        program.addAll(ChildJvm.classPath(Launcher.class));
        ChildJvm child = ChildJvm.start(
                List.of(),
                program,
                folder.resolve("start.out"),
                List.of(
                        "start",
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port),
                        "--https-port=-1",
                        "--httpca.proxies=127.0.0.1,::1",
                        "--httpca.policy.autosign=" + Journeys.AUTOSIGN));
        try {
            child.await("HttpCA is ready: ", START);
            return child;
        } catch (Exception | AssertionError e) {
            child.close();
            throw e;
        }
    }

    /** Requests one after the other, each until it is issued; how long each took, in milliseconds. */
    private List<Long> probes(List<String> csrs, List<String> ids) throws Exception {
        List<Long> millis = new ArrayList<>();
        for (String csr : csrs) {
            long begin = System.nanoTime();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "api/v1/requests"))
                            .header("Content-Type", "application/x-pem-file")
                            .header("Prefer", "wait=60")
                            .POST(HttpRequest.BodyPublishers.ofString(csr))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            millis.add((System.nanoTime() - begin) / 1_000_000);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(answer.body()).contains("\"status\":\"issued\"");
            ids.add(MessageJson.mapper().readTree(answer.body()).path("id").asString(""));
        }
        return millis;
    }

    /** The issuer's certificate, as everybody may read it at any time; in milliseconds. */
    private long read() throws Exception {
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "ca/issuing/cert.cer"))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** Some more bodies that are begun and go on too slowly to end. */
    private void trickle(List<Socket> slow) throws Exception {
        if (slow.size() < SLOW) {
            Socket socket = new Socket("localhost", port);
            slow.add(socket);
            socket.getOutputStream()
                    .write(("POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.66\r\n"
                                    + "Content-Type: application/x-pem-file\r\nContent-Length: 1000\r\n\r\n-----BEGIN")
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }
}
