package org.httpca.standalone;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.httpca.approval.ApprovalCli;

/** One standalone for each kind of parts and JVM, which journeys share; a name under {@code *.auto.test} needs no approval. */
final class RunningStandalone {

    /** What a command of the approval CLI said. */
    record Said(int code, String out, String err) {}

    private static final Map<Parts, RunningStandalone> RUNNING = new HashMap<>();

    private final Standalone standalone;

    private RunningStandalone(Standalone standalone) {
        this.standalone = standalone;
    }

    static synchronized RunningStandalone on(Parts parts) {
        return RUNNING.computeIfAbsent(parts, RunningStandalone::start);
    }

    private static RunningStandalone start(Parts parts) {
        try {
            Path folder = Files.createTempDirectory("httpca-journey-");
            System.setProperty("httpca.log.console", "ERROR");
            Logging.toFile(Path.of("target", "journey-" + parts + ".log"));
            Standalone standalone = Standalone.start(
                    new StartSettings(
                            folder, 0, 0, "127.0.0.1", null, Map.of("httpca.policy.autosign", "*.auto.test"), parts),
                    System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                IssuedCertificates.keep(folder);
                standalone.close();
                try {
                    Trees.delete(folder);
                } catch (IOException e) {
                    System.err.println("left behind: " + folder);
                }
            }));
            return new RunningStandalone(standalone);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Path data() {
        return standalone.data();
    }

    String url() {
        return standalone.url();
    }

    /** Once it is open. */
    String httpsUrl() throws InterruptedException {
        if (!standalone.https().orElseThrow().awaitOpen(Duration.ofSeconds(30))) {
            throw new AssertionError(
                    "HTTPS is not open: " + standalone.https().orElseThrow().waitsFor());
        }
        return standalone.httpsUrl().orElseThrow();
    }

    Client client() {
        return new Client(standalone.url());
    }

    Said approval(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ApprovalCli.run(
                List.of(arguments),
                standalone.data().resolve("operator"),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
