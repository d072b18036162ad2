package org.httpca.embedded.postgresql;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The rows of a database, as SQL and for comparison: tests of migrations start from those that an older release has left. */
public final class TestRows {
    private final DataSource owner;

    /** @param owner of the tables */
    public TestRows(DataSource owner) {
        this.owner = owner;
    }

    /** The folders of versions whose rows are kept, {@code db/before/VERSION} among the resources of a test. */
    public static List<Path> versions(Class<?> test) throws IOException, URISyntaxException {
        Path folders =
                Path.of(Objects.requireNonNull(test.getResource("/db/before")).toURI());
        try (Stream<Path> versions = Files.list(folders)) {
            return versions.sorted().toList();
        }
    }

    /** The tables that have none of these rows. */
    public static List<String> empty(Map<String, List<String>> rows) {
        return rows.entrySet().stream()
                .filter(table -> table.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The columns of each table, as they are now; Flyway's own table is left out. */
    public Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new TreeMap<>();
        read(
                "SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND table_name <> 'flyway_schema_history'"
                        + " ORDER BY table_name, ordinal_position",
                row -> columns.computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                        .add(row.getString(2)));
        return columns;
    }

    /** What stands in these columns, a list for each row, in an order of its own. */
    public Map<String, List<String>> in(Map<String, List<String>> columns) {
        Map<String, List<String>> rows = new TreeMap<>();
        columns.forEach((table, names) -> rows.put(table, in(table, names)));
        return rows;
    }

    /** What stands in these columns of one table. */
    public List<String> in(String table, List<String> columns) {
        List<String> rows = new ArrayList<>();
        read("SELECT " + values(columns) + " FROM " + table + " ORDER BY 1", row -> rows.add(row.getString(1)));
        return rows;
    }

    /** What is not valid in the schema although it is there: constraints that old rows may break, indexes that failed. */
    public List<String> invalid() {
        List<String> invalid = new ArrayList<>();
        read(
                "SELECT conname::text FROM pg_constraint WHERE NOT convalidated"
                        + " UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid",
                row -> invalid.add(row.getString(1)));
        return invalid;
    }

    /** SQL that puts these rows in the place of whatever is there, and lets identities go on behind them. */
    public String script() {
        Map<String, List<String>> columns = inOrder(columns());
        StringBuilder sql = new StringBuilder("TRUNCATE " + String.join(", ", columns.keySet()) + ";\n");
        Map<String, String> identities = identities();
        columns.forEach((table, names) -> {
            String insert = "INSERT INTO " + table + " (" + String.join(", ", names) + ")"
                    + (identities.containsKey(table) ? " OVERRIDING SYSTEM VALUE" : "") + " VALUES (";
            in(table, names).forEach(row -> sql.append(insert).append(row).append(");\n"));
        });
        identities.forEach((table, column) -> sql.append("SELECT setval(pg_get_serial_sequence('" + table + "', '"
                + column + "'), (SELECT coalesce(max(" + column + "), 0) + 1 FROM " + table + "), false);\n"));
        return sql.toString();
    }

    /** Runs what {@link #script} made. */
    public void load(String script) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new IllegalStateException("The rows cannot be loaded", e);
        }
    }

    private static String values(List<String> columns) {
        return columns.stream()
                .map(name -> "quote_nullable(" + name + "::text)")
                .collect(Collectors.joining("||', '||"));
    }

    private Map<String, String> identities() {
        Map<String, String> identities = new TreeMap<>();
        read(
                "SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND is_identity = 'YES'",
                row -> identities.put(row.getString(1), row.getString(2)));
        return identities;
    }

    /** Whoever is referred to comes first. */
    private Map<String, List<String>> inOrder(Map<String, List<String>> columns) {
        List<Map.Entry<String, String>> references = new ArrayList<>();
        read(
                "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
                        + " WHERE contype = 'f' AND conrelid <> confrelid",
                row -> references.add(Map.entry(row.getString(1), row.getString(2))));
        Map<String, List<String>> left = new TreeMap<>(columns);
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        while (!left.isEmpty()) {
            List<String> next = left.keySet().stream()
                    .filter(table -> references.stream()
                            .noneMatch(each -> each.getKey().equals(table) && left.containsKey(each.getValue())))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("Tables refer to each other in a circle: " + left.keySet());
            }
            for (String table : next) {
                ordered.put(table, Objects.requireNonNull(left.remove(table)));
            }
        }
        return ordered;
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, Reader reader) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
