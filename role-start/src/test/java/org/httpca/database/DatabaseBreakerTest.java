package org.httpca.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.AbstractDataSource;

@Timeout(30)
class DatabaseBreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Pool pool = new Pool();
    private final DatabaseBreaker breaker =
            new DatabaseBreaker("test database", pool, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() throws Exception {
        breaker.close();
    }

    @Test
    void oneWaitsInVainAndTheOthersDoNotWait() throws Exception {
        breaker.getConnection().close();
        assertThat(breaker.awaySince()).isEmpty();

        pool.there = false;
        assertThatThrownBy(breaker::getConnection).hasMessage("waited in vain");
        assertThat(breaker.awaySince()).contains(NOW);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(breaker::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("The test database is away since " + NOW + ".")
                    .extracting(fault -> ((SQLException) fault).getSQLState())
                    .isEqualTo("08001");
        }
        assertThat(pool.asking).containsOnlyOnce(Thread.currentThread().getName() + " in vain");
    }

    @Test
    void aThreadOfItsOwnFindsThatItIsBack() throws Exception {
        pool.there = false;
        assertThatThrownBy(breaker::getConnection).hasMessage("waited in vain");
        pool.there = true;
        pool.closed.take();
        assertThat(pool.asking).contains("database-look");
        assertThat(breaker.awaySince()).isEmpty();
        breaker.getConnection();
    }

    /** Notes who asks; its connections do nothing but say that they were closed. */
    private static final class Pool extends AbstractDataSource {
        private volatile boolean there = true;
        private final Queue<String> asking = new ConcurrentLinkedQueue<>();
        private final SynchronousQueue<String> closed = new SynchronousQueue<>();

        @Override
        public Connection getConnection() throws SQLException {
            String thread = Thread.currentThread().getName();
            if (!there) {
                asking.add(thread + " in vain");
                throw new SQLException("waited in vain");
            }
            asking.add(thread);
            return (Connection) Proxy.newProxyInstance(
                    Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                        if (method.getName().equals("close") && thread.equals("database-look")) {
                            closed.put("closed");
                        }
                        return null;
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
