package org.httpca.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.httpca.signer.testing.SignerDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the signer's own login is refused by its database: whoever has only that rewrites no history and enrols no orders. */
class SignerRightsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE mine (id int)",
                "DROP TABLE audit",
                "ALTER TABLE audit DISABLE TRIGGER ALL",
                "TRUNCATE audit",
                "UPDATE audit SET detail = ''",
                "DELETE FROM audit",
                "UPDATE audit_checkpoint SET instance = instance",
                "DELETE FROM audit_checkpoint",
                "UPDATE intent SET tbs = tbs",
                "DELETE FROM intent",
                "UPDATE certificate SET der = der",
                "DELETE FROM certificate",
                "DELETE FROM revocation",
                "UPDATE blocked_key SET since = since",
                "DELETE FROM blocked_key",
                "DELETE FROM responder_certificate",
                "UPDATE responder_certificate SET tbs = tbs",
                "DELETE FROM request",
                "INSERT INTO admin_order (administrator) VALUES ('eve')",
                "UPDATE admin_order SET jws = jws",
                "DELETE FROM admin_order",
                "INSERT INTO claim SELECT * FROM claim",
                "DELETE FROM issuing",
                "DELETE FROM crl",
                "UPDATE flyway_schema_history SET success = true",
            })
    void theSignersLoginMayNot(String sql) throws SQLException {
        try (Connection connection = SignerDatabase.shared().runtime().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }
}
