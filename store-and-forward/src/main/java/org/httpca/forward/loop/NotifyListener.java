package org.httpca.forward.loop;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to NOTIFYs on a connection and a thread of its own, and opens the next connection when one ends. */
final class NotifyListener {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyListener.class);
    /** A silent connection is asked this often whether it still stands. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Connector connector;
    private final Consumer<String> wake;
    private final IntSupplier ownBackend;
    /** Interrupts the wait for notifications, to listen to a channel that was added; only this listener knows it. */
    private final String ownChannel = "wakes_" + UUID.randomUUID().toString().replace('-', '_');

    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Set<String> listening = ConcurrentHashMap.newKeySet();
    private final Bell bell = new Bell();
    private final Backoff backoff = new Backoff(new SecureRandom());
    private final Thread thread = new Thread(this::run, "wakes-listen");
    private volatile @Nullable Connection connection;

    NotifyListener(Connector connector, Consumer<String> wake, IntSupplier ownBackend) {
        this.connector = connector;
        this.wake = wake;
        this.ownBackend = ownBackend;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** True if the channel is new. */
    boolean add(String channel) {
        return wanted.add(channel);
    }

    String channelOfItsOwn() {
        return ownChannel;
    }

    private void run() {
        try {
            while (!bell.isStopped()) {
                try {
                    listen();
                } catch (SQLException | RuntimeException e) {
                    if (bell.isStopped()) {
                        return;
                    }
                    Duration wait = backoff.next();
                    LOG.warn("Listening for wakes broke off and goes on in {} ms: {}", wait.toMillis(), e.toString());
                    bell.awaitStop(wait);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted: listens no more.");
        }
    }

    private void listen() throws SQLException {
        try (Connection open = connector.connect()) {
            connection = open;
            open.setAutoCommit(true);
            PGConnection notifying = open.unwrap(PGConnection.class);
            // its own channel first: whoever adds a channel from now on can interrupt the wait
            listenTo(open, ownChannel);
            while (!bell.isStopped()) {
                catchUp(open);
                PGNotification[] notifications = notifying.getNotifications((int) SILENCE.toMillis());
                if (notifications == null || notifications.length == 0) {
                    ask(open);
                } else {
                    deliver(notifications);
                }
                backoff.reset();
            }
        } finally {
            connection = null;
            listening.clear();
        }
    }

    /** Listens to what is not listened to yet, and wakes once for it: something may have been missed. */
    private void catchUp(Connection open) throws SQLException {
        for (String channel : wanted) {
            if (!listening.contains(channel)) {
                listenTo(open, channel);
                wake.accept(channel);
            }
        }
    }

    private void listenTo(Connection open, String channel) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("LISTEN \"" + channel + "\"");
        }
        listening.add(channel);
    }

    private void deliver(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            if (notification.getPID() != ownBackend.getAsInt()) {
                wake.accept(notification.getName());
            }
        }
    }

    private static void ask(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    void close() {
        bell.stop();
        Connections.abort(connection);
        Connections.join(thread);
    }
}
