package org.httpca.embedded.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.PrivateFolder;

/**
 * The distribution's RabbitMQ as our own child process on 127.0.0.1. Its data lies in the folder and survives; users and rights
 * are written anew at each start.
 *
 * <p>RabbitMQ lets whoever may consume from a queue purge it, too; every other right is as {@link BrokerUser} says.
 */
public final class InstalledRabbitMq extends BrokerInFolder {
    private final RabbitMqNode node;

    private InstalledRabbitMq(PrivateFolder folder, RabbitMqNode node) {
        super(folder, node.port());
        this.node = node;
    }

    /**
     * Starts the broker (some five seconds) and waits until it accepts connections.
     *
     * @param dataFolder created where it is missing; one process at a time uses it
     * @throws IllegalStateException when RabbitMQ is not installed or does not come up
     */
    public static InstalledRabbitMq start(Path dataFolder, List<BrokerUser> users) {
        PrivateFolder folder = PrivateFolder.lock(dataFolder);
        return start(folder, () -> {
            try {
                return new RabbitMqFiles(folder, FreePorts.find()).write(users, new SecureRandom());
            } catch (IOException e) {
                throw new UncheckedIOException("RabbitMQ's folder " + folder.path() + " cannot be written.", e);
            }
        });
    }

    /**
     * Starts the broker on files that somebody else has written: who may log in, how, and to what, is theirs to say.
     *
     * @param configuration {@code rabbitmq.conf}, which lets it listen on 127.0.0.1 alone
     * @param plugins {@code enabled_plugins}
     * @param port where, by the configuration, it listens for AMQP
     */
    public static InstalledRabbitMq startConfigured(Path dataFolder, Path configuration, Path plugins, int port) {
        return start(PrivateFolder.lock(dataFolder), () -> new RabbitMqConfiguration(configuration, plugins, port));
    }

    private static InstalledRabbitMq start(PrivateFolder folder, Supplier<RabbitMqConfiguration> configurations) {
        try {
            return new InstalledRabbitMq(folder, RabbitMqNode.start(folder, configurations));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public Kind kind() {
        return Kind.RABBITMQ;
    }

    /** The server's process id. */
    public long pid() {
        return node.pid();
    }

    @Override
    void stop(PrivateFolder folder) {
        node.stop();
    }
}
