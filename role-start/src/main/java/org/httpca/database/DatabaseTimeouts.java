package org.httpca.database;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * When a connection to PostgreSQL is given up. TCP alone never does so where a network loses packets without a word: a stage
 * would wait for ever on a connection that nobody serves, and at the server a transaction whose client is gone would keep its
 * locks. What a JDBC URL says itself goes before these.
 */
public final class DatabaseTimeouts {
    /** In seconds: more than any statement of a role takes, less than anybody's patience. */
    private static final String ANSWER = "20";

    private static final String CONNECT = "10";

    private static final Map<String, String> DRIVER =
            Map.of("socketTimeout", ANSWER, "connectTimeout", CONNECT, "tcpKeepAlive", "true");

    /** A person who waits for a page waits no longer than that for a connection. */
    private static final long PATIENCE_MILLIS = 5_000;

    /**
     * For each connection that may hold locks, as its first statement. The transmit stage's transaction is idle while it waits for
     * the broker, which is for less than a minute.
     */
    private static final String SESSION =
            "SET idle_in_transaction_session_timeout = '60s'; SET tcp_keepalives_idle = 30;"
                    + " SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3";

    /** What PostgreSQL says of a statement that ran into its statement_timeout: query_canceled. */
    private static final String CANCELED = "57014";

    private DatabaseTimeouts() {}

    /** For the connections of a pool, and for whoever waits for one. */
    public static void limit(HikariConfig pool) {
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        pool.setConnectionInitSql(SESSION);
        DRIVER.forEach(pool::addDataSourceProperty);
    }

    /** Whether PostgreSQL gave up a statement that took longer than it may. */
    public static boolean isGivenUp(DataAccessException fault) {
        return fault.getMostSpecificCause() instanceof SQLException sql && CANCELED.equals(sql.getSQLState());
    }

    /** Connections that whoever opens them keeps for themselves. */
    public static DataSource unpooled(String url, String user, String password) {
        Properties properties = new Properties();
        properties.putAll(DRIVER);
        DriverManagerDataSource source = new DriverManagerDataSource(url, user, password);
        source.setConnectionProperties(properties);
        return source;
    }
}
