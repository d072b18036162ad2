package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.process.Waiting;

/** Another JVM, with our class path or with a jar's. Whatever it has started ends with {@link #close} at the latest. */
final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final Path output;
    private final Set<ProcessHandle> started = new HashSet<>();

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param output the file that gets standard output and error; overwritten */
    static ChildJvm start(Class<?> main, Path output, List<String> arguments) throws IOException {
        return start(List.of(), classPath(main), output, arguments);
    }

    /** {@code java -jar JAR ARGUMENTS…}. */
    static ChildJvm start(Path jar, Path output, List<String> arguments) throws IOException {
        return start(List.of(), List.of("-jar", jar.toString()), output, arguments);
    }

    /** The words after {@code java} that run a program of our own class path. */
    static List<String> classPath(Class<?> main) {
        return List.of("-cp", System.getProperty("java.class.path"), main.getName());
    }

    /**
     * The whole command of a JVM.
     *
     * @param before what goes before {@code java}, such as the door to a network namespace
     * @param program {@code -jar JAR}, or class path and class, with further options before
     */
    static List<String> command(List<String> before, List<String> program, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-Xmx768m"));
        command.addAll(program);
        command.addAll(arguments);
        return command;
    }

    static ChildJvm start(List<String> before, List<String> program, Path output, List<String> arguments)
            throws IOException {
        return new ChildJvm(
                new ProcessBuilder(command(before, program, arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Of one that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** As the file is called that gets its output. */
    String name() {
        return String.valueOf(output.getFileName());
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** The rest of the first line that begins so. */
    String await(String beginning, Duration limit) throws Exception {
        return Eventually.see(
                        "a line '" + beginning + "…'",
                        limit,
                        () -> {
                            List<String> lines = Files.readAllLines(output);
                            if (!isAlive()) {
                                throw new AssertionError("It ended with " + process.exitValue() + ": " + lines);
                            }
                            return lines;
                        },
                        lines -> lines.stream().anyMatch(line -> line.startsWith(beginning)))
                .stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst()
                .orElseThrow();
    }

    /** SIGKILL for the JVM alone. */
    void kill() throws InterruptedException {
        process.descendants().forEach(started::add);
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The process " + pid() + " does not die.");
        }
    }

    /** SIGTERM; whether it ended by itself, and everything that it had started with it. */
    boolean stop() throws InterruptedException {
        process.descendants().forEach(started::add);
        process.destroy();
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                && Waiting.until(PATIENCE, () -> started.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Ends what still runs: the JVM, and what it has started. */
    @Override
    public void close() throws InterruptedException {
        if (process.isAlive() && !stop() && process.isAlive()) {
            kill();
        }
        Waiting.until(PATIENCE, () -> started.stream().noneMatch(ProcessHandle::isAlive));
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
