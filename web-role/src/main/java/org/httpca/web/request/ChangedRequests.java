package org.httpca.web.request;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.httpca.web.request.Changes.Watch;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds what has changed among many requests by one statement that brings nothing of those that have not. */
@Component
class ChangedRequests {
    private static final String BEHIND = """
            select seen.position,\s""" + Progress.COLUMNS + """

             from unnest(?::int[], ?::uuid[], ?::bigint[], ?::text[], ?::bool[])
                 as seen (position, id, revision, status, final_only)
            join request on request.id = seen.id
            where (request.revision > seen.revision or request.status <> seen.status)
              and (not seen.final_only or request.status in ('issued', 'rejected', 'withdrawn'))""";

    private final JdbcTemplate jdbc;

    ChangedRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A watch that has not heard of its request's present state, and that state. */
    record News(Watch watch, Progress progress) {}

    List<News> among(List<Watch> watches) {
        return jdbc.query(
                connection -> statement(connection, watches),
                (row, number) -> new News(watches.get(row.getInt(1)), Progress.read(row, 2)));
    }

    private static PreparedStatement statement(Connection connection, List<Watch> watches) throws SQLException {
        // One parameter for each column, however many rows: PostgreSQL takes 65,535 parameters.
        PreparedStatement statement = connection.prepareStatement(BEHIND);
        Object[] positions = new Object[watches.size()];
        Arrays.setAll(positions, position -> position);
        statement.setArray(1, connection.createArrayOf("int", positions));
        statement.setArray(2, array(connection, "uuid", watches, Watch::id));
        statement.setArray(
                3, array(connection, "bigint", watches, watch -> watch.seen().revision()));
        statement.setArray(
                4, array(connection, "text", watches, watch -> watch.seen().status()));
        statement.setArray(5, array(connection, "bool", watches, Watch::isForFinalOnly));
        return statement;
    }

    private static Array array(Connection connection, String type, List<Watch> watches, Function<Watch, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, watches.stream().map(column).toArray());
    }
}
