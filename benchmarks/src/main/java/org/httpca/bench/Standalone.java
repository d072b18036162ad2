package org.httpca.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An installation of our own: {@code ./httpca start} as a process, in a temporary folder and on free ports. It is a program to
 * us, not a library: the driver knows of it what a user types and reads.
 */
final class Standalone implements AutoCloseable {

    /** For names that nobody shows control of. */
    static final List<String> AUTOSIGN = List.of("--httpca.policy.autosign=*." + Applicant.DOMAIN);

    private static final String MAIN = "org.httpca.standalone.Launcher";
    private static final String READY = "HttpCA is ready: ";
    private static final String RUNS_ON = "Runs on ";
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;

    private final Process process;
    private final Path folder;
    private final Path data;
    private boolean kept;

    private Standalone(Process process, Path folder, Path data) {
        this.process = process;
        this.folder = folder;
        this.data = data;
    }

    /**
     * Starts it, without waiting.
     *
     * @param classPath of the standalone's launcher
     * @param real on the distribution's PostgreSQL and RabbitMQ
     * @param own its data folder, which stays; null for one that goes with it
     * @param settings {@code --httpca.KEY=VALUE}
     */
    static Standalone start(String classPath, boolean real, @Nullable Path own, List<String> settings)
            throws IOException {
        Path folder = Files.createTempDirectory("httpca-bench-");
        Path data = own == null ? folder.resolve("data") : own.toAbsolutePath();
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // as the script ./httpca has it for "start"
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-Xmx768m",
                "-cp",
                classPath,
                MAIN,
                "start",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--parts",
                real ? "INSTALLED" : "EMBEDDED"));
        words.addAll(settings);
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("start.log").toFile())
                .start();
        return new Standalone(process, folder, data);
    }

    /** @throws IOException with its last words, if it does not come up */
    Installation ready(Stop stop) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (said(READY) == null) {
            if (!process.isAlive() || System.nanoTime() > end) {
                kept = true;
                List<String> lines = Files.readAllLines(folder.resolve("start.log"));
                throw new IOException("the installation does not start: "
                        + (lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1)) + " (its folder is "
                        + folder + ")");
            }
            stop.check();
            process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS); // its log tells nobody that it has grown
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("installation", "started for this, every role in one process");
        String parts = said(RUNS_ON);
        facts.put("parts", parts == null ? "unknown" : parts);
        facts.put("fileSystem", Files.getFileStore(data).type());
        facts.put("driver", "on the same machine");
        return new Installation(
                URI.create(String.valueOf(said(READY))),
                Files.readString(data.resolve("tokens/operator.token")).strip(),
                Optional.of(process.toHandle()),
                facts);
    }

    Path data() {
        return data;
    }

    /** The rest of the first line that begins so; null if there is none yet. */
    private @Nullable String said(String beginning) throws IOException {
        for (String line : Files.readAllLines(folder.resolve("start.log"))) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        return null;
    }

    /** Its folder is left where it is, with the log of what went wrong. */
    Path keep() {
        kept = true;
        return folder;
    }

    /** Stops it, which stops its database and broker, and removes its folder. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the installation (process " + process.pid()
                        + ") did not stop by itself; its folder is " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!kept) {
            delete(folder);
        }
    }

    private static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
