package org.httpca.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that an earlier run of ours has started, known by its id. An id may belong to somebody else by now: it only counts
 * while its program has the expected name and its working folder is the data folder.
 */
public record ServerProcess(long pid, Path workingFolder, String program) {
    public boolean isAlive() {
        Path process = Path.of("/proc", Long.toString(pid));
        return link(process.resolve("cwd")).filter(workingFolder::equals).isPresent()
                && link(process.resolve("exe"))
                        .map(Path::getFileName)
                        .filter(name -> name.toString().startsWith(program))
                        .isPresent();
    }

    /** Sends the polite signal, and after a while the other one. */
    public void stop(String politeSignal, Duration patience, String otherSignal) {
        Programs.signal(politeSignal, pid);
        if (Waiting.until(patience, () -> !isAlive())) {
            return;
        }
        Programs.signal(otherSignal, pid);
        if (!Waiting.until(Duration.ofSeconds(15), () -> !isAlive())) {
            throw new IllegalStateException(
                    "The process " + pid + " (" + program + ") still runs in " + workingFolder + ": stop it by hand.");
        }
    }

    private static Optional<Path> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
