package org.httpca.embedded.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHost;
import org.apache.qpid.server.model.VirtualHostNode;
import org.httpca.embedded.process.FreePorts;
import org.httpca.embedded.process.PrivateFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache Qpid Broker-J inside this JVM. A confirmed persistent message in a durable queue is on the disk (Berkeley DB) and
 * survives restarts and kill -9. Users and their rights are given anew at each start and are not stored.
 *
 * <p>Qpid asks nobody before it makes a binding over AMQP 0-9-1: whoever may log in may bind a queue to an exchange, both of
 * which exist. So a role could have copies of the other direction put into its own queue; it cannot unbind, read another's queue,
 * or publish where it may not. Everything else is as {@link BrokerUser} says.
 *
 * <p>Qpid closes itself when the JVM ends in good order, at the same time as everything else: close first what uses it.
 */
public final class EmbeddedBroker extends BrokerInFolder {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 5;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final SystemLauncher launcher;

    private EmbeddedBroker(PrivateFolder folder, SystemLauncher launcher, int port) {
        super(folder, port);
        this.launcher = launcher;
    }

    /**
     * Starts the broker; its virtual host is ready when this returns.
     *
     * @param dataFolder created where it is missing; one process at a time uses it
     * @param port 0 takes a free one below 32768
     * @throws IllegalStateException when it does not come up, with a sentence that says why
     */
    public static EmbeddedBroker start(Path dataFolder, int port, List<BrokerUser> users) {
        return start(dataFolder, port, users, START_LIMIT);
    }

    static EmbeddedBroker start(Path dataFolder, int port, List<BrokerUser> users, Duration limit) {
        PrivateFolder folder = PrivateFolder.lock(dataFolder);
        try {
            for (int attempt = 1; ; attempt++) {
                int candidate = port == 0 ? FreePorts.find() : port;
                try {
                    EmbeddedBroker broker =
                            new EmbeddedBroker(folder, launch(folder, candidate, users, limit), candidate);
                    LOG.info("The AMQP broker runs on 127.0.0.1:{}, data in {}", candidate, folder.path());
                    return broker;
                } catch (PortTakenException e) {
                    if (port != 0 || attempt == ATTEMPTS) {
                        throw new IllegalStateException(
                                "The AMQP broker cannot listen on 127.0.0.1:" + candidate + ": choose another port.",
                                e);
                    }
                }
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static SystemLauncher launch(PrivateFolder folder, int port, List<BrokerUser> users, Duration limit)
            throws PortTakenException {
        Started started = new Started();
        SystemLauncher launcher = new SystemLauncher(started);
        try {
            // Both as files: Qpid's own default is looked up by a class loader that does not see into a Boot jar.
            folder.writePrivately(QpidConfiguration.SYSTEM_PROPERTIES, "");
            // Qpid keeps its configuration in a file; it is made anew at each start, and an old one must not win.
            forgetConfiguration(folder);
            folder.writePrivately(QpidConfiguration.INITIAL, QpidConfiguration.json(port, users));
            Map<String, Object> attributes = QpidConfiguration.systemAttributes(folder.path());
            startWithin(limit, () -> launcher.startup(attributes), folder.path());
            started.check(folder.path());
            return launcher;
        } catch (PortTakenException | RuntimeException e) {
            if (e.getCause() instanceof TimeoutException) {
                // What hangs when it starts hangs when it stops.
                daemon("stop-broker", launcher::shutdown);
            } else {
                launcher.shutdown();
            }
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("The AMQP broker does not start in " + folder.path() + ": " + e, e);
        } finally {
            forgetConfiguration(folder);
        }
    }

    /** Qpid waits for ever for a store that throws an error while it is opened. */
    private static void startWithin(Duration limit, Startup startup, Path folder) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            startup.run();
            return true;
        });
        daemon("start-broker", task);
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the AMQP broker started.", e);
        } catch (TimeoutException e) {
            throw unusable(folder, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The AMQP broker does not start in " + folder + ": " + e.getCause(), e.getCause());
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static IllegalStateException unusable(Path folder, @Nullable Throwable cause) {
        return new IllegalStateException(
                "The AMQP broker's store in " + folder + " cannot be opened; see the log."
                        + " Queues may be lost without harm: if nothing else helps, move the folder away.",
                cause);
    }

    private interface Startup {
        void run() throws Exception;
    }

    private static void forgetConfiguration(PrivateFolder folder) {
        try {
            Files.deleteIfExists(folder.path().resolve(QpidConfiguration.INITIAL));
            Files.deleteIfExists(folder.path().resolve(QpidConfiguration.STORED));
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's configuration in " + folder.path() + " cannot be deleted.", e);
        }
    }

    @Override
    public Kind kind() {
        return Kind.EMBEDDED;
    }

    @Override
    void stop(PrivateFolder folder) {
        launcher.shutdown();
        forgetConfiguration(folder);
    }

    /** Another process was quicker in taking the port. */
    private static final class PortTakenException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Qpid's start returns normally with a part in ERROR, so the parts are asked one by one. */
    private static final class Started extends SystemLauncherListener.DefaultSystemLauncherListener {
        private volatile @Nullable SystemConfig<?> config;
        private volatile @Nullable RuntimeException failure;

        @Override
        public void onContainerResolve(SystemConfig<?> systemConfig) {
            config = systemConfig;
        }

        @Override
        public void errorOnStartup(RuntimeException e) {
            failure = e;
        }

        void check(Path folder) throws PortTakenException {
            SystemConfig<?> resolved = config;
            if (failure != null || resolved == null) {
                throw new IllegalStateException(
                        "The AMQP broker does not start in " + folder + ": " + failure, failure);
            }
            ConfiguredObject<?> broker = (ConfiguredObject<?>) resolved.getContainer();
            for (VirtualHostNode<?> node : broker.getChildren(VirtualHostNode.class)) {
                VirtualHost<?> host = node.getVirtualHost();
                if (node.getState() != State.ACTIVE || host == null || host.getState() != State.ACTIVE) {
                    throw unusable(folder, null);
                }
            }
            for (Port<?> port : broker.getChildren(Port.class)) {
                if (port.getState() != State.ACTIVE) {
                    throw new PortTakenException();
                }
            }
        }
    }
}
