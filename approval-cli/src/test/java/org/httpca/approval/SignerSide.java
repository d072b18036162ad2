package org.httpca.approval;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.jspecify.annotations.Nullable;

/** The signer's database as its own migrations make it, with the owner's hands for what the signer's stages would write. */
final class SignerSide {
    static final String APPROVAL_USER = "httpca_approval";
    static final String APPROVAL_PASSWORD = "approval-only";
    static final String SIGNER_USER = "httpca_signer";
    static final String SIGNER_PASSWORD = "signer-only";

    private static @Nullable SignerSide shared;

    private final TestDatabase database;

    private SignerSide(TestDatabase database) {
        this.database = database;
    }

    /** One for each JVM, emptied. */
    static synchronized SignerSide empty() {
        SignerSide side = shared;
        if (side == null) {
            side = migrated();
            shared = side;
        }
        side.owner(
                "truncate request, certificate, revocation, blocked_key, intent, admin_order, claim, audit, audit_checkpoint, log_entry, log_head restart identity");
        side.owner("update log_state set size = 0, frontier = '', seen = 0, said = 0");
        side.owner("update issuing set halted = false, sequence = 0, administrator = null, reason = null, at = null");
        return side;
    }

    private static SignerSide migrated() {
        TestDatabase database = TestDatabases.create("approval");
        database.ensureRole(APPROVAL_USER, APPROVAL_PASSWORD);
        database.ensureRole(SIGNER_USER, SIGNER_PASSWORD);
        Flyway.configure()
                .dataSource(database.url(), database.owner(), database.ownerPassword())
                .locations("classpath:db/forward", "classpath:db/signer")
                .placeholders(Map.of("signer_user", SIGNER_USER, "approval_user", APPROVAL_USER))
                .load()
                .migrate();
        return new SignerSide(database);
    }

    String url() {
        return database.url();
    }

    Connection connect(String user, String password) throws SQLException {
        return DriverManager.getConnection(database.url(), user, password);
    }

    /** Runs a statement as the schema's owner: what an attacker with the database could do as well. */
    int owner(String sql, @Nullable Object... parameters) {
        try (Connection connection = connect(database.owner(), database.ownerPassword());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i];
                if (value instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(
                            i + 1, value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
                }
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> texts(String sql) {
        try (Connection connection = connect(database.owner(), database.ownerPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql) {
        try (Connection connection = connect(database.owner(), database.ownerPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
