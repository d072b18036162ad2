package org.httpca.embedded.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.httpca.embedded.process.PrivateFolder;
import org.jspecify.annotations.Nullable;

/**
 * Brokers for tests: at most one of each kind for each JVM, started when first asked for and removed at the JVM's end. They have
 * the roles' users with the roles' rights, and an administrator who declares the queues.
 */
public final class TestBrokers {
    public static final String ADMIN_PASSWORD = "admin-of-the-test-broker";
    public static final String WORKER_PASSWORD = "worker-of-the-test-broker";
    public static final String SIGNER_PASSWORD = "signer-of-the-test-broker";

    public static final BrokerUser ADMIN = new BrokerUser("admin", ADMIN_PASSWORD, Set.of(), Set.of(), true);
    public static final BrokerUser WORKER =
            new BrokerUser("worker", WORKER_PASSWORD, Set.of("httpca.commands"), Set.of("httpca.web"), false);
    public static final BrokerUser SIGNER =
            new BrokerUser("signer", SIGNER_PASSWORD, Set.of("httpca.events"), Set.of("httpca.signer"), false);
    public static final List<BrokerUser> USERS = List.of(ADMIN, WORKER, SIGNER);

    private static @Nullable AmqpBroker embedded;
    private static @Nullable AmqpBroker rabbitmq;

    private TestBrokers() {}

    /** The broker inside this JVM. */
    public static synchronized AmqpBroker embedded() {
        AmqpBroker broker = embedded;
        if (broker == null) {
            broker = start("embedded", folder -> EmbeddedBroker.start(folder, 0, USERS));
            embedded = broker;
        }
        return broker;
    }

    /** The distribution's RabbitMQ; the package rabbitmq-server must be installed. */
    public static synchronized AmqpBroker rabbitmq() {
        AmqpBroker broker = rabbitmq;
        if (broker == null) {
            broker = start("rabbitmq", folder -> InstalledRabbitMq.start(folder, USERS));
            rabbitmq = broker;
        }
        return broker;
    }

    private static AmqpBroker start(String name, Function<Path, AmqpBroker> launcher) {
        try {
            Path folder = Files.createTempDirectory("httpca-test-" + name + "-");
            AmqpBroker broker = launcher.apply(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(broker, folder), "stop-test-" + name));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the test broker.", e);
        }
    }

    private static void remove(AmqpBroker broker, Path folder) {
        try {
            broker.close();
            PrivateFolder.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The test broker's folder " + folder + " cannot be removed.", e);
        }
    }
}
