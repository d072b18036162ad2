package org.httpca.embedded.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.httpca.embedded.process.ChildProcess;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.PrivateFolder;
import org.httpca.embedded.process.Programs;
import org.httpca.embedded.process.ServerProcess;
import org.httpca.embedded.process.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The distribution's RabbitMQ as our own child process on 127.0.0.1, with an Erlang port mapper of its own. Its data lies in the
 * folder and survives; users and rights are written anew at each start.
 *
 * <p>RabbitMQ lets whoever may consume from a queue purge it, too; every other right is as {@link BrokerUser} says.
 */
public final class InstalledRabbitMq implements AmqpBroker {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledRabbitMq.class);
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;

    private final PrivateFolder folder;
    private final ChildProcess portMapper;
    private final ChildProcess server;
    private final int port;
    private boolean closed;

    private InstalledRabbitMq(PrivateFolder folder, ChildProcess portMapper, ChildProcess server, int port) {
        this.folder = folder;
        this.portMapper = portMapper;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the broker (some five seconds) and waits until it accepts connections.
     *
     * @param dataFolder created where it is missing; one process at a time uses it
     * @throws IllegalStateException when RabbitMQ is not installed or does not come up
     */
    public static InstalledRabbitMq start(Path dataFolder, List<BrokerUser> users) {
        Path portMapper = Programs.find("epmd").orElse(Path.of("/usr/bin/epmd"));
        if (!Files.isExecutable(SERVER) || !Files.isExecutable(portMapper)) {
            throw new IllegalStateException(
                    "No RabbitMQ is installed (" + SERVER + " is missing): install the package rabbitmq-server.");
        }
        PrivateFolder folder = PrivateFolder.lock(dataFolder);
        try {
            stopOrphan(folder.path());
            for (int attempt = 1; ; attempt++) {
                try {
                    return launch(folder, portMapper, users);
                } catch (IllegalStateException e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                    LOG.warn("RabbitMQ did not start, trying other ports: {}", e.getMessage());
                }
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static InstalledRabbitMq launch(PrivateFolder folder, Path portMapper, List<BrokerUser> users) {
        RabbitMqFiles files = new RabbitMqFiles(folder, FreePorts.find(), FreePorts.find(), FreePorts.find());
        try {
            files.write(users, new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException("RabbitMQ's folder " + folder.path() + " cannot be written.", e);
        }
        Map<String, String> environment = files.environment();
        ChildProcess mapper = ChildProcess.start(
                List.of(
                        portMapper.toString(),
                        "-port",
                        Integer.toString(files.portMapperPort()),
                        "-address",
                        "127.0.0.1"),
                "TERM",
                environment,
                folder.path(),
                folder.path().resolve("epmd.log"));
        ChildProcess server = ChildProcess.start(
                List.of(SERVER.toString()),
                "TERM",
                environment,
                folder.path(),
                folder.path().resolve("start.log"));
        InstalledRabbitMq broker = new InstalledRabbitMq(folder, mapper, server, files.port());
        boolean decided = Waiting.until(START_LIMIT, () -> files.saysStarted() || !server.isAlive());
        if (!decided || !server.isAlive()) {
            broker.stop();
            throw new IllegalStateException("RabbitMQ does not start in " + folder.path() + ": see start.log and "
                    + files.log().getFileName() + " there.");
        }
        LOG.info("RabbitMQ runs on 127.0.0.1:{}, data in {}", files.port(), folder.path());
        return broker;
    }

    /** The caller holds the folder's lock, so a server that still runs there has no master any more. */
    private static void stopOrphan(Path folder) {
        try {
            long pid = Long.parseLong(
                    Files.readString(folder.resolve(RabbitMqFiles.PID_FILE)).strip());
            ServerProcess orphan = new ServerProcess(pid, folder, "beam");
            if (orphan.isAlive()) {
                LOG.warn("A RabbitMQ of an earlier run (pid {}) still runs in {}: stopping it", pid, folder);
                orphan.stop("TERM", STOP_LIMIT, "KILL");
            }
        } catch (IOException | NumberFormatException e) {
            LOG.debug("No earlier RabbitMQ is known in {}", folder);
        }
    }

    @Override
    public Kind kind() {
        return Kind.RABBITMQ;
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String virtualHost() {
        return "/";
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            folder.close();
        }
    }

    private void stop() {
        server.askToStop();
        boolean stopped = server.awaitEnd(STOP_LIMIT);
        if (!stopped) {
            stopOrphan(folder.path());
            stopped = server.awaitEnd(STOP_LIMIT);
        }
        portMapper.askToStop();
        if (!portMapper.awaitEnd(STOP_LIMIT) || !stopped) {
            throw new IllegalStateException("RabbitMQ in " + folder.path() + " does not stop: stop it by hand.");
        }
    }
}
