package org.httpca.worker.accept;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** Parameters of a statement over {@code unnest}: one array for each column, one element for each row. */
final class Columns<T> {
    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int index;

    private Columns(PreparedStatement statement, List<T> rows) throws SQLException {
        this.connection = statement.getConnection();
        this.statement = statement;
        this.rows = rows;
    }

    /** Sets the columns of a statement. */
    @FunctionalInterface
    interface Setter<T> {
        void set(Columns<T> columns) throws SQLException;
    }

    static <T> int update(JdbcTemplate jdbc, String sql, List<T> rows, Setter<T> setter) {
        return rows.isEmpty() ? 0 : jdbc.update(sql, statement -> setter.set(new Columns<>(statement, rows)));
    }

    Columns<T> column(String type, Function<T, ?> value) throws SQLException {
        Object[] values = rows.stream().map(value).toArray();
        statement.setArray(++index, connection.createArrayOf(type, values));
        return this;
    }

    Columns<T> octets(Function<T, byte[]> value) throws SQLException {
        byte[][] values = rows.stream().map(value).toArray(byte[][]::new);
        statement.setArray(++index, connection.createArrayOf("bytea", values));
        return this;
    }

    Columns<T> value(Object value) throws SQLException {
        statement.setObject(++index, value);
        return this;
    }
}
