package org.httpca.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the worker's login is refused by the web database: what users come in with, and the schema. */
class WorkerRightsTest {
    private static final WebSide WEB = new WebSide();

    @AfterAll
    static void close() {
        WEB.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "drop table request",
                "truncate certificate",
                "insert into request select * from request",
                "select * from token",
                "insert into token select * from token",
                "update token set revoked_at = null",
                "select * from browser_session",
                "insert into browser_session select * from browser_session",
                "select * from browser_session_request",
                "select * from browser_session_operator",
                "insert into browser_session_operator select * from browser_session_operator",
                "update certificate_name set number = number",
                "delete from certificate_requester",
                "select * from idempotency_key",
                "insert into revocation_request select * from revocation_request",
                "delete from revocation_request",
                "delete from revocation",
                "update notice set made_at = made_at",
                "select private_key from ocsp_responder",
                "select * from ocsp_responder",
                "update ocsp_responder set private_key = private_key",
                "update ocsp_responder set csr = csr",
                "delete from ocsp_responder",
                "insert into acme_challenge select * from acme_challenge",
                "update acme_challenge set thumbprint = thumbprint",
                "update acme_challenge set account_url = account_url",
                "update acme_authorization set value = value",
                "select * from acme_account",
                "select * from acme_external_key",
                "update flyway_schema_history set success = true",
            })
    void theWorkersLoginMayNot(String sql) {
        assertThatThrownBy(() -> WEB.jdbc.execute(sql))
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
}
