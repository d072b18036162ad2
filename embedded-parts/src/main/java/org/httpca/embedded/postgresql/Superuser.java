package org.httpca.embedded.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PasswordUtil;

/** The superuser's work on a running server: roles and databases. Every act can be repeated. */
final class Superuser {
    private static final int TIMEOUT_SECONDS = 30;
    private final String address;
    private final PGSimpleDataSource source;

    Superuser(String host, int port, String password) {
        address = host + ":" + port;
        source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(Cluster.SUPERUSER);
        source.setPassword(password);
        source.setConnectTimeout(TIMEOUT_SECONDS);
        source.setSocketTimeout(2 * TIMEOUT_SECONDS);
    }

    String jdbcUrl(String database) {
        if (!database.matches("[A-Za-z0-9_.-]{1,63}")) {
            throw new IllegalArgumentException("A database's name here has letters, digits, '_', '.' and '-' only.");
        }
        return "jdbc:postgresql://" + address + "/" + database;
    }

    /** Proves that the server takes our password, which also shows that it is our server. */
    void logIn() {
        execute("SELECT 1");
    }

    void ensureRole(String role, String password) {
        if (role.equals(Cluster.SUPERUSER)) {
            throw new IllegalArgumentException("The role " + role + " is the superuser and is not to be changed.");
        }
        // Hashed here (RFC 5802), so that the password is neither in the server's log nor in pg_stat_activity.
        String verifier;
        try {
            verifier = PasswordUtil.encodePassword(role, password.toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            throw new IllegalStateException("The password of role " + role + " cannot be hashed.", e);
        }
        String verb = exists("SELECT 1 FROM pg_roles WHERE rolname = ?", role) ? "ALTER" : "CREATE";
        execute(verb + " ROLE " + SqlText.identifier(role)
                + " WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD "
                + SqlText.literal(verifier));
    }

    void ensureDatabase(String database, String owner) {
        String name = SqlText.identifier(database);
        if (exists("SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            execute("ALTER DATABASE " + name + " OWNER TO " + SqlText.identifier(owner));
        } else {
            execute("CREATE DATABASE " + name + " OWNER " + SqlText.identifier(owner) + " TEMPLATE template0");
        }
        execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
    }

    void allowConnect(String database, String role) {
        execute("GRANT CONNECT ON DATABASE " + SqlText.identifier(database) + " TO " + SqlText.identifier(role));
    }

    String setting(String parameter) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private boolean exists(String query, String name) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("PostgreSQL refused an act of its superuser: " + e.getMessage(), e);
    }
}
