package org.httpca.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool that does not let each caller wait in turn for a database that is away (a circuit breaker): after one has waited in
 * vain, all are refused at once, while a thread of its own looks whether it is back. So no thread is held, and what needs no
 * database goes on.
 */
public final class DatabaseBreaker extends DelegatingDataSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseBreaker.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** SQLSTATE: the client cannot establish the connection. */
    private static final String UNREACHABLE = "08001";

    private final String name;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Instant awaySince;

    /** @param name as operators know it, such as "web database" */
    public DatabaseBreaker(String name, DataSource pool, Clock clock) {
        super(pool);
        this.name = name;
        this.clock = clock;
    }

    /** Since when no connection could be had; empty while all is well. */
    public Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Instant since = awaySince;
        if (since != null) {
            throw new SQLTransientConnectionException("The " + name + " is away since " + since + ".", UNREACHABLE);
        }
        try {
            return super.getConnection();
        } catch (SQLException | RuntimeException e) {
            goAway(e);
            throw e;
        }
    }

    private synchronized void goAway(Exception fault) {
        if (awaySince == null && closed.getCount() > 0) {
            awaySince = clock.instant();
            LOG.warn("The {} cannot be reached: {}", name, fault.toString());
            Thread looking = new Thread(this::lookUntilItIsBack, "database-look");
            looking.setDaemon(true);
            looking.start();
        }
    }

    private void lookUntilItIsBack() {
        try {
            do {
                if (isBack()) {
                    return;
                }
            } while (!closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBack() {
        try (Connection connection = super.getConnection()) {
            LOG.info("The {} can be reached again; it was away since {}.", name, awaySince);
            awaySince = null;
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.debug("The {} is still away.", name, e);
            return false;
        }
    }

    @Override
    public void close() throws Exception {
        closed.countDown();
        if (getTargetDataSource() instanceof AutoCloseable pool) {
            pool.close();
        }
    }
}
