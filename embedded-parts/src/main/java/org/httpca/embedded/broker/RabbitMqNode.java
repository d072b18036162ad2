package org.httpca.embedded.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.httpca.embedded.process.ChildProcess;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.PrivateFolder;
import org.httpca.embedded.process.Programs;
import org.httpca.embedded.process.ServerProcess;
import org.httpca.embedded.process.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The distribution's RabbitMQ as our own child process, with an Erlang port mapper of its own. Its data and its log lie in our
 * folder; nothing in /etc is read or touched.
 */
final class RabbitMqNode {
    static final String PID_FILE = "rabbitmq.pid";
    private static final String LOG_FILE = "rabbitmq.log";
    private static final Logger LOG = LoggerFactory.getLogger(RabbitMqNode.class);
    private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;

    private final Path folder;
    private final RabbitMqConfiguration configuration;
    private final ChildProcess portMapper;
    private final ChildProcess server;

    private RabbitMqNode(
            Path folder, RabbitMqConfiguration configuration, ChildProcess portMapper, ChildProcess server) {
        this.folder = folder;
        this.configuration = configuration;
        this.portMapper = portMapper;
        this.server = server;
    }

    /**
     * Starts the node (some five seconds) and waits until it accepts connections.
     *
     * @param configurations asked for each attempt, so that another can have another port
     * @throws IllegalStateException when RabbitMQ is not installed or does not come up
     */
    static RabbitMqNode start(PrivateFolder folder, Supplier<RabbitMqConfiguration> configurations) {
        Path portMapper = Programs.find("epmd").orElse(Path.of("/usr/bin/epmd"));
        if (!Files.isExecutable(SERVER) || !Files.isExecutable(portMapper)) {
            throw new IllegalStateException(
                    "No RabbitMQ is installed (" + SERVER + " is missing): install the package rabbitmq-server.");
        }
        stopOrphan(folder.path());
        for (int attempt = 1; ; attempt++) {
            try {
                return launch(folder.path(), portMapper, configurations.get());
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("RabbitMQ did not start, trying other ports: {}", e.getMessage());
            }
        }
    }

    private static RabbitMqNode launch(Path folder, Path portMapper, RabbitMqConfiguration configuration) {
        forget(folder.resolve(LOG_FILE));
        forget(folder.resolve(PID_FILE));
        int portMapperPort = FreePorts.find();
        Map<String, String> environment = environment(folder, configuration, portMapperPort);
        ChildProcess mapper = ChildProcess.start(
                List.of(portMapper.toString(), "-port", Integer.toString(portMapperPort), "-address", "127.0.0.1"),
                "TERM",
                environment,
                folder,
                folder.resolve("epmd.log"));
        ChildProcess server = ChildProcess.start(
                List.of(SERVER.toString()), "TERM", environment, folder, folder.resolve("start.log"));
        RabbitMqNode node = new RabbitMqNode(folder, configuration, mapper, server);
        boolean decided = Waiting.until(START_LIMIT, () -> node.saysStarted() || !server.isAlive());
        if (!decided || !server.isAlive()) {
            node.stop();
            throw new IllegalStateException(
                    "RabbitMQ does not start in " + folder + ": see start.log and " + LOG_FILE + " there.");
        }
        LOG.info("RabbitMQ runs on 127.0.0.1:{}, data in {}", configuration.port(), folder);
        return node;
    }

    private static Map<String, String> environment(
            Path folder, RabbitMqConfiguration configuration, int portMapperPort) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOME", folder.toString());
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("ERL_EPMD_PORT", Integer.toString(portMapperPort));
        environment.put("RABBITMQ_NODENAME", "httpca@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(FreePorts.find()));
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none");
        environment.put("RABBITMQ_CONFIG_FILE", configuration.file().toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", configuration.plugins().toString());
        environment.put(
                "RABBITMQ_ADVANCED_CONFIG_FILE",
                folder.resolve("advanced.config").toString());
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", folder.resolve("rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.toString());
        environment.put("RABBITMQ_LOGS", folder.resolve(LOG_FILE).toString());
        environment.put("RABBITMQ_PID_FILE", folder.resolve(PID_FILE).toString());
        return environment;
    }

    /** Whether the log has the words that follow the last boot step. */
    private boolean saysStarted() {
        try {
            Path log = folder.resolve(LOG_FILE);
            return Files.exists(log)
                    && Files.readString(log, StandardCharsets.ISO_8859_1).contains("Server startup complete");
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return configuration.port();
    }

    long pid() {
        return pid(folder).orElseThrow(() -> new IllegalStateException("RabbitMQ does not run in " + folder + "."));
    }

    /** Waits for its end; what is in durable queues stays in the folder. */
    void stop() {
        server.askToStop();
        boolean stopped = server.awaitEnd(STOP_LIMIT);
        if (!stopped) {
            stopOrphan(folder);
            stopped = server.awaitEnd(STOP_LIMIT);
        }
        portMapper.askToStop();
        if (!portMapper.awaitEnd(STOP_LIMIT) || !stopped) {
            throw new IllegalStateException("RabbitMQ in " + folder + " does not stop: stop it by hand.");
        }
    }

    /** The caller holds the folder's lock, so a server that still runs there has no master any more. */
    private static void stopOrphan(Path folder) {
        pid(folder).map(pid -> new ServerProcess(pid, folder, "beam")).ifPresent(orphan -> {
            if (orphan.isAlive()) {
                LOG.warn("A RabbitMQ of an earlier run (pid {}) still runs in {}: stopping it", orphan.pid(), folder);
                orphan.stop("TERM", STOP_LIMIT, "KILL");
            }
        });
    }

    private static Optional<Long> pid(Path folder) {
        try {
            return Optional.of(
                    Long.valueOf(Files.readString(folder.resolve(PID_FILE)).strip()));
        } catch (IOException | NumberFormatException e) {
            LOG.debug("No RabbitMQ is known in {}", folder);
            return Optional.empty();
        }
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IllegalStateException("The file " + file + " of an earlier start cannot be deleted.", e);
        }
    }
}
