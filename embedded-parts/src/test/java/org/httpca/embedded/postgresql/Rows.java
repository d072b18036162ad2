package org.httpca.embedded.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database "rows" with one table, written by its owner, one commit for each row. */
record Rows(PostgresqlServer server) {
    void create() throws SQLException {
        server.ensureRole("rows_owner", "secret");
        server.ensureDatabase("rows", "rows_owner");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS row (id bigint GENERATED ALWAYS AS IDENTITY)");
        }
    }

    void add(int number) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < number; i++) {
                statement.execute("INSERT INTO row DEFAULT VALUES");
            }
        }
    }

    int count() throws SQLException {
        try (Connection connection = connect()) {
            return Integer.parseInt(first(connection, "SELECT count(*) FROM row"));
        }
    }

    /** A setting's value as the superuser sees it. */
    String setting(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                server.jdbcUrl("postgres"), server.superuser(), server.superuserPassword())) {
            return first(connection, "SHOW " + name);
        }
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("rows"), "rows_owner", "secret");
    }
}
