package org.httpca.web.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.Waiting;
import org.httpca.web.Http;
import org.httpca.web.WebRole;

/** The web role in a JVM of its own, which ends at the first OutOfMemoryError. */
final class WebJvm implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private final Process process;
    private final Path output;
    private final int port;

    private WebJvm(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    static WebJvm start(int heapMegabytes, Map<String, Object> settings, Path output) throws Exception {
        int port = FreePorts.find();
        List<String> command = new ArrayList<>(List.of(
                BIN.resolve("java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:SoftRefLRUPolicyMSPerMB=0", // what is softly held is not live
                "-Xmx" + heapMegabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                WebRole.class.getName()));
        Map<String, Object> all = new HashMap<>(settings);
        all.put("httpca.port", port);
        all.forEach((key, value) -> command.add("--" + key + "=" + value));
        WebJvm jvm = new WebJvm(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output,
                port);
        if (!Waiting.until(START, () -> !jvm.isAlive() || jvm.said().contains("Started WebRole")) || !jvm.isAlive()) {
            jvm.close();
            throw new AssertionError("It does not start: " + jvm.said());
        }
        return jvm;
    }

    int port() {
        return port;
    }

    Http http() {
        return Http.at(port);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    /** Sockets that the process has open; a connection that its client has dropped counts until the server has noticed. */
    long sockets() {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.filter(WebJvm::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    /** How many octets of objects are reachable, after a full collection. */
    long live() throws Exception {
        Matcher total = TOTAL.matcher(histogram());
        if (!total.find()) {
            throw new AssertionError("No histogram; the process is " + (isAlive() ? "alive" : "gone: " + said()));
        }
        return Long.parseLong(total.group(1));
    }

    /** What the heap consists of, after a full collection: instances and octets of each class, the largest first. */
    String histogram() throws Exception {
        Process jcmd = new ProcessBuilder(
                        BIN.resolve("jcmd").toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
