package org.httpca.embedded.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Test;

class TestDatabasesTest {
    @Test
    void eachDatabaseIsFreshAndItsOwnersAlone() throws SQLException {
        TestDatabase first = TestDatabases.create("first");
        TestDatabase second = TestDatabases.create("second");
        try (Connection connection = connect(first.url(), first.owner(), first.ownerPassword())) {
            connection.createStatement().execute("CREATE TABLE thing (id int)");
        }
        assertThatThrownBy(() -> connect(second.url(), first.owner(), first.ownerPassword()))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void aRoleMayConnectButMakeNothing() throws SQLException {
        TestDatabase database = TestDatabases.create("roles");
        database.ensureRole("runtime", "first password");
        database.ensureRole("runtime", "it's \"new\"");
        assertThatThrownBy(() -> connect(database.url(), "runtime", "first password"))
                .hasMessageContaining("password authentication failed");
        try (Connection connection = connect(database.url(), "runtime", "it's \"new\"")) {
            assertThatThrownBy(() -> connection.createStatement().execute("CREATE TABLE thing (id int)"))
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> connection.createStatement().execute("CREATE TEMPORARY TABLE thing (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void namesThatAreNotNamesAreRefused() {
        assertThatThrownBy(() -> TestDatabases.create("a\"; DROP")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestDatabases.server().ensureRole("x".repeat(64), "p"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestDatabases.server().ensureRole("postgres", "p"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSecretIsNotInTheText() {
        TestDatabase database = TestDatabases.create("text");
        assertThat(database.toString()).doesNotContain(database.ownerPassword());
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
