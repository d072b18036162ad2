package org.httpca.embedded.postgresql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.httpca.embedded.process.ChildProcess;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.Programs;
import org.httpca.embedded.process.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's process, from its start to its end. */
record Postmaster(ChildProcess process, long pid, int port) {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final int ATTEMPTS = 5;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration FAST_STOP = Duration.ofMinutes(1);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(15);
    /** What the server says while processes of a killed master have not ended yet. */
    private static final String OLD_BACKENDS = "is still in use";

    private static final Duration OLD_BACKENDS_LIMIT = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Starts the server on a free port; tries again when the port was taken, and for longer while old backends go down. */
    static Postmaster start(PostgresqlPrograms programs, Cluster cluster, Durability durability) {
        long begin = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            int port = FreePorts.find();
            ChildProcess process = ChildProcess.start(
                    programs.command("postgres", arguments(cluster, durability, port)),
                    "INT",
                    ServerEnvironment.clean(),
                    cluster.folder().path(),
                    cluster.startLog());
            PostmasterFile file = new PostmasterFile(cluster.path());
            boolean ended = Waiting.until(START_LIMIT, () -> file.isReady(port) || !process.isAlive());
            if (ended && process.isAlive()) {
                LOG.info("PostgreSQL runs on 127.0.0.1:{}, data in {}", port, cluster.path());
                return new Postmaster(process, file.pid().orElseThrow(), port);
            }
            process.askToStop();
            String said = cluster.startLogEnd();
            boolean oldBackends = said.contains(OLD_BACKENDS);
            boolean enough =
                    oldBackends ? System.nanoTime() - begin > OLD_BACKENDS_LIMIT.toNanos() : attempt >= ATTEMPTS;
            if (!process.awaitEnd(FAST_STOP) || !ended || enough) {
                throw new IllegalStateException("PostgreSQL does not start in " + cluster.path() + ": " + said);
            }
            LOG.warn("PostgreSQL did not start on port {}, trying another: {}", port, said);
            if (oldBackends) {
                Waiting.until(PAUSE, () -> false);
            }
        }
    }

    private static List<String> arguments(Cluster cluster, Durability durability, int port) {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "max_connections=100",
                "shared_buffers=256MB",
                // The first change to a page after a checkpoint logs the whole page: under load they are to be minutes
                // apart.
                "max_wal_size=4GB",
                "checkpoint_timeout=15min",
                // every statement here is a small one: compiling it costs more than it saves
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "logging_collector=on",
                "log_directory=log",
                "log_filename=postgresql-%a.log",
                "log_truncate_on_rotation=on",
                "log_rotation_age=1d",
                "log_rotation_size=0",
                "log_file_mode=0600"));
        settings.addAll(durability.settings());
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.path().toString()));
        settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        return arguments;
    }

    /** Fast shutdown, and the immediate one (recovered at the next start) when that takes too long. Can be repeated. */
    void stop() {
        process.askToStop();
        if (process.awaitEnd(FAST_STOP)) {
            return;
        }
        LOG.warn("PostgreSQL (pid {}) does not stop, ending it at once; it will recover at its next start", pid);
        Programs.signal("QUIT", pid);
        if (!process.awaitEnd(IMMEDIATE_STOP)) {
            throw new IllegalStateException("The PostgreSQL with pid " + pid + " does not stop: stop it by hand.");
        }
    }
}
