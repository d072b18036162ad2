package org.httpca.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What a database says, or the network instead of it, when a role asks at its start. */
class DatabaseCheckTest {
    @Test
    void aDatabaseThatCannotBeReachedIsAnOutageWhateverTheNetworkDid() {
        assertThat(isOutage(refused("Connection refused", "08001", new ConnectException("Connection refused"))))
                .isTrue();
        assertThat(isOutage(refused("The connection attempt failed.", "08001", new EOFException())))
                .isTrue();
        assertThat(isOutage(refused("the database system is starting up", "57P03", null)))
                .isTrue();
    }

    @Test
    void wrongCredentialsAreNone() {
        assertThat(isOutage(refused("password authentication failed", "28P01", null)))
                .isFalse();
    }

    @Test
    void theSentenceHasWhatTheDriverSaid() {
        assertThat(refused("The connection attempt failed.", "08001", new EOFException()))
                .hasMessageContaining("(The connection attempt failed.)");
    }

    private static boolean isOutage(InvalidSettingException refusal) {
        return DatabaseCheck.isOutage(refusal);
    }

    private static InvalidSettingException refused(String message, String state, @Nullable Throwable below) {
        DatabaseCheck check = new DatabaseCheck("web database", SchemaVersion.of("1"), null, "migrate");
        return catchThrowableOfType(
                InvalidSettingException.class,
                () -> check.check(new AbstractDataSource() {
                    @Override
                    public Connection getConnection() throws SQLException {
                        throw new SQLException(message, state, below);
                    }

                    @Override
                    public Connection getConnection(String user, String password) throws SQLException {
                        return getConnection();
                    }
                }));
    }
}
