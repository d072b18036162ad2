package org.httpca.embedded.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.httpca.embedded.process.ServerProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own {@code postmaster.pid}: line 1 has its process id, line 4 its port, line 8 its status. */
record PostmasterFile(Path cluster) {
    private static final Logger LOG = LoggerFactory.getLogger(PostmasterFile.class);
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Whether a server on this port says that it takes connections; the file of a killed one has another port. */
    boolean isReady(int port) {
        List<String> lines = lines();
        return lines.size() > STATUS_LINE
                && lines.get(PORT_LINE).strip().equals(Integer.toString(port))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    OptionalLong pid() {
        List<String> lines = lines();
        try {
            return lines.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(lines.get(0).strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Stops what a killed run left behind: by a fast shutdown (SIGINT), then by the immediate one (SIGQUIT). The caller holds the
     * folder's lock, so this server has no master any more.
     */
    void stopOrphan() {
        pid().ifPresent(pid -> {
            ServerProcess orphan = new ServerProcess(pid, cluster, "postgres");
            if (orphan.isAlive()) {
                LOG.warn("A PostgreSQL of an earlier run (pid {}) still runs on {}: stopping it", pid, cluster);
                orphan.stop("INT", Duration.ofMinutes(1), "QUIT");
            }
        });
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
