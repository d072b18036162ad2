package org.httpca.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the distribution, as a user would run it. A missing one is a failure. */
final class Program {

    /** How it ended, and all that it said. */
    record Ended(int code, String output) {}

    private Program() {}

    static Ended run(Path folder, String... words) throws IOException, InterruptedException {
        return run(folder, Map.of(), words);
    }

    /** @param environment more than this process has */
    static Ended run(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(new ArrayList<>(List.of(words)))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        program.environment().putAll(environment);
        Process process = program.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(words[0] + " does not end");
        }
        return new Ended(process.exitValue(), output);
    }
}
