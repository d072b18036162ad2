package org.httpca.embedded.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that ends when we end, however we end.
 *
 * <p>A small shell stands between us and the server. It holds the reading end of a pipe; when the JVM closes the pipe or is
 * killed, the shell sends the server its polite stop signal. The server has a session of its own, so that Ctrl-C on our
 * terminal reaches us first and the server only after our own shutdown.
 */
public final class ChildProcess {
    private static final String GUARD = """
            exec 3<&0
            stop=$1; shift
            "$@" </dev/null 3<&- & server=$!
            { read -r _ <&3; kill -s "$stop" $server; } >/dev/null 2>&1 & watch=$!
            exec 3<&- </dev/null
            wait $server; status=$?
            kill $watch 2>/dev/null
            exit $status
            """;

    private final Process guard;

    private ChildProcess(Process guard) {
        this.guard = guard;
    }

    /**
     * Starts the command.
     *
     * @param stopSignal what asks the server to end orderly: INT, TERM
     * @param environment added to ours; an empty value removes the variable
     * @param output the file that gets standard output and error; overwritten
     */
    public static ChildProcess start(
            List<String> command, String stopSignal, Map<String, String> environment, Path folder, Path output) {
        List<String> guarded = new ArrayList<>();
        Programs.find("setsid").ifPresent(setsid -> guarded.add(setsid.toString()));
        guarded.addAll(List.of("/bin/sh", "-c", GUARD, "sh", stopSignal));
        guarded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(guarded)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        try {
            return new ChildProcess(builder.start());
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    public boolean isAlive() {
        return guard.isAlive();
    }

    /** The status of an ended server. */
    public int exitStatus() {
        return guard.exitValue();
    }

    /** Asks the server to stop, by closing the pipe; returns at once. */
    public void askToStop() {
        try {
            guard.getOutputStream().close();
        } catch (IOException e) {
            // The guard is gone already, and with it the server.
        }
    }

    /** Waits for the end; false when the time is over before it. */
    public boolean awaitEnd(Duration limit) {
        try {
            return guard.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
