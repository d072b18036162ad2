package org.httpca.web.request;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.httpca.web.request.Changes.Watch;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds what has changed among many requests, by statements that bring nothing of those that have not. */
@Component
class ChangedRequests {
    private static final String BEHIND = """
            select seen.position,\s""" + Progress.COLUMNS + """

             from unnest(?::int[], ?::uuid[], ?::bigint[], ?::text[]) as seen (position, id, revision, status)
            join request on request.id = seen.id
            where request.revision > seen.revision or request.status <> seen.status""";

    /** Nothing comes after the end, so that there is nothing to compare: the same without a join. */
    private static final String ENDED = "select request.id, " + Progress.COLUMNS
            + " from request where id = any (?::uuid[]) and status in ('issued', 'rejected', 'withdrawn')";

    private final JdbcTemplate jdbc;

    ChangedRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A watch that has not heard of its request's present state, and that state. */
    record News(Watch watch, Progress progress) {}

    List<News> among(List<Watch> watches) {
        Map<Boolean, List<Watch>> all = watches.stream().collect(Collectors.partitioningBy(Watch::isForFinalOnly));
        List<News> news = new ArrayList<>(ended(all.getOrDefault(true, List.of())));
        news.addAll(behind(all.getOrDefault(false, List.of())));
        return news;
    }

    private List<News> ended(List<Watch> watches) {
        if (watches.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Watch>> byId = watches.stream().collect(Collectors.groupingBy(Watch::id));
        List<News> news = new ArrayList<>();
        jdbc.query(
                ENDED,
                row -> {
                    Progress progress = Progress.read(row, 2);
                    byId.getOrDefault(row.getObject(1, UUID.class), List.of())
                            .forEach(watch -> news.add(new News(watch, progress)));
                },
                (Object) byId.keySet().stream().map(UUID::toString).toArray(String[]::new));
        return news;
    }

    private List<News> behind(List<Watch> watches) {
        return watches.isEmpty()
                ? List.of()
                : jdbc.query(
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
        return statement;
    }

    private static Array array(Connection connection, String type, List<Watch> watches, Function<Watch, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, watches.stream().map(column).toArray());
    }
}
