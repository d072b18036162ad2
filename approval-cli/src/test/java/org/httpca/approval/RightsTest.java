package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.httpca.approval.settings.SecretFile;
import org.httpca.approval.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transcripts log in as the narrow user, and it is narrow. */
class RightsTest {
    private static final SignerSide SIGNER = SignerSide.empty();

    @TempDir
    Path folder;

    @Test
    void the_settings_of_the_transcripts_name_the_narrow_user() throws Exception {
        Settings settings = Settings.read(new Operators(folder, SIGNER, List.of("alice")).folder("alice"));
        assertThat(settings.databaseUser()).isEqualTo("httpca_approval");
        try (Connection connection =
                SIGNER.connect(settings.databaseUser(), SecretFile.read(settings.databasePasswordFile()))) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("httpca_approval");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update request set state = 'Waiting-For-Signature'",
                "insert into request (id) values (gen_random_uuid())",
                "delete from request",
                "update admin_order set verdict = 'counted', counted_at = now()",
                "insert into admin_order (administrator, request_id, action, sequence, jws, verdict, counted_at)"
                        + " values ('eve', gen_random_uuid(), 'approve', 1, '', 'counted', now())",
                "delete from admin_order",
                "insert into audit values ('c', 1, now(), 'e', null, '', '', '')",
                "update audit set detail = ''",
                "delete from audit_checkpoint",
                "update issuing set halted = false",
                "update revocation set reason = null",
                "delete from revocation",
                "insert into blocked_key values ('', now(), '', '')",
                "delete from blocked_key",
                "delete from issuance_count",
                "select * from intent",
                "select * from outbox",
                "create table mine (id int)"
            })
    void the_narrow_user_may_not(String sql) throws Exception {
        try (Connection connection = SIGNER.connect(SignerSide.APPROVAL_USER, SignerSide.APPROVAL_PASSWORD);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }
}
