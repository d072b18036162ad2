package org.httpca.standalone.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.httpca.start.SchemaVersion;

/** The tables of a schema as its catalogue has them. The history of migrations is none of them: migrations write it anew. */
final class TableShapes {
    private static final String HISTORY = "flyway_schema_history";

    private TableShapes() {}

    /** Columns by table; a table that refers to another one comes after it. */
    static Map<String, List<String>> of(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        read(
                connection,
                """
                SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND c.relname <> ?
                ORDER BY c.relname, a.attnum
                """,
                row -> columns.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                        .add(row.getString(2)));
        Map<String, Set<String>> needs = new TreeMap<>();
        read(
                connection,
                """
                SELECT own.relname, other.relname FROM pg_constraint f
                JOIN pg_class own ON own.oid = f.conrelid JOIN pg_class other ON other.oid = f.confrelid
                WHERE f.contype = 'f' AND own.relnamespace = current_schema()::regnamespace AND own.relname <> ?
                """,
                row -> needs.computeIfAbsent(row.getString(1), name -> new TreeSet<>())
                        .add(row.getString(2)));
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        Set<String> under = new LinkedHashSet<>();
        columns.keySet().forEach(table -> place(table, columns, needs, ordered, under));
        return ordered;
    }

    private static void place(
            String table,
            Map<String, List<String>> columns,
            Map<String, Set<String>> needs,
            Map<String, List<String>> ordered,
            Set<String> under) {
        if (ordered.containsKey(table) || !under.add(table)) {
            return;
        }
        needs.getOrDefault(table, Set.of()).forEach(other -> place(other, columns, needs, ordered, under));
        ordered.put(table, columns.getOrDefault(table, List.of()));
    }

    /** The version of the schema; 0 where there is none. */
    static SchemaVersion version(Connection connection) throws SQLException {
        if (!exists(connection, HISTORY)) {
            return SchemaVersion.of("0");
        }
        List<SchemaVersion> versions = new ArrayList<>();
        read(
                connection,
                "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL AND version <> ?",
                row -> versions.add(SchemaVersion.of(row.getString(1))));
        return versions.stream().max(SchemaVersion::compareTo).orElse(SchemaVersion.of("0"));
    }

    static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            ask.setString(1, table);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** In SQL text. The names are the catalogue's own. */
    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String sql, Row each) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(sql)) {
            ask.setString(1, HISTORY);
            try (ResultSet rows = ask.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }
}
