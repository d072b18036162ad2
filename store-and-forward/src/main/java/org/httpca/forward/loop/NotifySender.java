package org.httpca.forward.loop;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends NOTIFYs on a connection and a thread of its own, many wakes in one statement. */
final class NotifySender {
    private static final Logger LOG = LoggerFactory.getLogger(NotifySender.class);
    /** Between two NOTIFYs: whoever is woken more often would find nothing more, as under load its turns are so far apart. */
    private static final Duration BETWEEN = Pace.GATHERING;

    private static final Duration WITHOUT_WORK = Duration.ofMinutes(1);

    private final Connector connector;
    private final Bell bell = new Bell();
    private final Backoff backoff = new Backoff(new SecureRandom());
    private final Thread thread = new Thread(this::run, "wakes-notify");
    private Set<String> waiting = new LinkedHashSet<>();
    private @Nullable Connection connection;
    private volatile int backend = -1;

    NotifySender(Connector connector) {
        this.connector = connector;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void send(String channel) {
        synchronized (this) {
            if (!waiting.add(channel)) {
                return;
            }
        }
        bell.ring();
    }

    /** The process id at the server of the connection that sends; what comes from it was delivered directly already. */
    int ownBackend() {
        return backend;
    }

    private void run() {
        try {
            while (!bell.isStopped()) {
                bell.await(WITHOUT_WORK);
                sendAll();
                bell.awaitStop(BETWEEN);
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted: sends no more wakes.");
        } finally {
            Connections.close(connection);
        }
    }

    private void sendAll() throws InterruptedException {
        Set<String> channels;
        synchronized (this) {
            if (waiting.isEmpty()) {
                return;
            }
            channels = waiting;
            waiting = new LinkedHashSet<>();
        }
        try {
            notify(channels);
            backoff.reset();
        } catch (SQLException | RuntimeException e) {
            Connections.close(connection);
            connection = null;
            synchronized (this) {
                waiting.addAll(channels);
            }
            bell.ring();
            Duration wait = backoff.next();
            LOG.warn("Wakes were not sent and are tried again in {} ms: {}", wait.toMillis(), e.toString());
            bell.awaitStop(wait);
        }
    }

    private void notify(Set<String> channels) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connector.connect();
            connection = open;
            open.setAutoCommit(true);
            backend = open.unwrap(PGConnection.class).getBackendPID();
            try (Statement statement = open.createStatement()) {
                // A lost wake is covered by the next look: no commit has to wait for a disk.
                statement.execute("SET synchronous_commit = off");
            }
        }
        try (PreparedStatement statement = open.prepareStatement("SELECT pg_notify(c, '') FROM unnest(?) AS c")) {
            statement.setArray(1, open.createArrayOf("text", channels.toArray()));
            statement.execute();
        }
    }

    void close() {
        bell.stop();
        Connections.join(thread);
    }
}
