package org.httpca.approval.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.httpca.approval.settings.SecretFile;
import org.httpca.approval.settings.Settings;
import org.jspecify.annotations.Nullable;

/** One connection to the signer's database. Statements commit one by one; faults end the command with a line that helps. */
public final class SignerDatabase implements AutoCloseable {
    private static final int ROWS_AT_A_TIME = 500;

    private final Connection connection;

    private SignerDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Logs in as the approval user. */
    public static SignerDatabase open(Settings settings) {
        Properties login = new Properties();
        login.setProperty("user", settings.databaseUser());
        login.setProperty("password", SecretFile.read(settings.databasePasswordFile()));
        login.setProperty("ApplicationName", "httpca-approval");
        login.setProperty("connectTimeout", "10");
        login.setProperty("loginTimeout", "10");
        login.setProperty("tcpKeepAlive", "true");
        try {
            return new SignerDatabase(DriverManager.getConnection(settings.databaseUrl(), login));
        } catch (SQLException e) {
            throw DatabaseFaults.atLogin(e, settings);
        }
    }

    /** All rows of a small answer. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        List<T> values = new ArrayList<>();
        try (PreparedStatement statement = prepare(sql, parameters)) {
            read(statement, reader, values::add);
        } catch (SQLException e) {
            throw DatabaseFaults.of(e);
        }
        return values;
    }

    /** The only row, or null. */
    public <T> @Nullable T first(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        List<T> values = list(sql, reader, parameters);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The rows of an answer of any size, one after the other, in bounded memory. */
    public <T> void stream(String sql, RowReader<T> reader, Consumer<T> consumer, @Nullable Object... parameters) {
        Predicate<T> always = value -> {
            consumer.accept(value);
            return true;
        };
        streamWhile(sql, reader, always, parameters);
    }

    /** As {@code stream}, until {@code goesOn} is false. */
    public <T> void streamWhile(String sql, RowReader<T> reader, Predicate<T> goesOn, @Nullable Object... parameters) {
        snapshot(() -> {
            // A cursor needs a transaction; without one the driver reads the whole answer into memory.
            try (PreparedStatement statement = prepare(sql, parameters)) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                read(statement, reader, goesOn);
            }
        });
    }

    /** Runs several reads on one state of the database. May be nested in itself. */
    public void snapshot(Reading reading) {
        try {
            if (!connection.getAutoCommit()) {
                reading.run();
                return;
            }
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                reading.run();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        } catch (SQLException e) {
            throw DatabaseFaults.of(e);
        }
    }

    /** How many rows were changed. */
    public int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw DatabaseFaults.of(e);
        }
    }

    /** Wakes whoever listens on a channel; the name is one of ours, never input. */
    public void wake(String channel) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("NOTIFY \"" + channel + "\"");
        } catch (SQLException e) {
            throw DatabaseFaults.of(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DatabaseFaults.of(e);
        }
    }

    /** Several reads. */
    @FunctionalInterface
    public interface Reading {
        void run() throws SQLException;
    }

    private static <T> void read(PreparedStatement statement, RowReader<T> reader, Predicate<T> goesOn)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            Row row = new Row(rows);
            boolean more = true;
            while (more && rows.next()) {
                more = goesOn.test(reader.read(row));
            }
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof String[] texts) {
                statement.setArray(i + 1, connection.createArrayOf("text", texts));
            } else if (value instanceof Long[] numbers) {
                statement.setArray(i + 1, connection.createArrayOf("bigint", numbers));
            } else if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }
}
