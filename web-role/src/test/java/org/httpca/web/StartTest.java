package org.httpca.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.httpca.start.InvalidSettingException;
import org.httpca.web.settings.WebSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StartTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();

    @Test
    void refusesAnonymousSubmissionUnlessItIsSwitchedOn() {
        Map<String, Object> properties = WEB.properties();
        properties.remove("httpca.api.anonymous");
        try (ConfigurableApplicationContext context = WebRole.run(properties)) {
            Http http = new Http(WebUnderTest.port(context));

            assertThat(context.getBean(WebSettings.class).api().anonymous()).isFalse();
            Http.Answer answer = http.post("/api/v1/requests", "application/pkcs10", Csr.der("a.example"));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"httpca\"");
            assertThat(http.get("/api/v1/profiles").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://ca.example",
                "http://ca.example/path",
                "http://ca.example?q",
                "ca.example",
                "http://u@ca.example"
            })
    void refusesAPublicUrlThatIsNone(String url) {
        assertThatThrownBy(() -> settings(Map.of("httpca.public-url", url)))
                .hasStackTraceContaining("httpca.public-url must be like");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "httpca.publc-url | https://ca.example | httpca.publc-url is no setting of this role: you probably mean httpca.public-url.",
                "httpca.nonsense | 1 | httpca.nonsense is no setting of this role: remove it",
                "httpca.port | abc | httpca.port cannot be 'abc': set it to a whole number.",
                "httpca.port | 70000 | httpca.port must be less than or equal to 65535.",
                "httpca.api.anonymous | perhaps | httpca.api.anonymous cannot be 'perhaps': set it to true or false.",
                "httpca.bind | 0.0.0.0 | tokens would cross the network in the clear",
                "httpca.database.url | jdbc:h2:mem: | httpca.database.url must be a JDBC URL of PostgreSQL.",
                "httpca.limits.address.submissions | -1 | httpca.limits.address.submissions must be greater than or equal to 0.",
                "httpca.sessions.idle | -1s | httpca.sessions.idle cannot be less than none",
                "httpca.sessions.requests | 0 | httpca.sessions.requests must be greater than or equal to 1.",
                "httpca.limits.body-time | -1s | httpca.limits.body-time cannot be less than none",
                "httpca.openid.issuer | https://login.example | httpca.openid.issuer and httpca.openid.client-id belong together",
                "httpca.openid.client-id | ca | httpca.openid.issuer and httpca.openid.client-id belong together",
                "httpca.openid.name | a:b | httpca.openid.name has 1 to 64 letters",
                "httpca.openid.session | 25h | httpca.openid.session must be a time of up to 24h.",
                "httpca.openid.session | 0s | httpca.openid.session must be a time of up to 24h.",
                "httpca.openid.timeout | 31s | httpca.openid.timeout must be a time of up to 30s.",
                "httpca.openid.operators.claim | '' | httpca.openid.operators.claim",
                "httpca.log.syslog | a b | httpca.log.syslog cannot be 'a b': set it to HOST or HOST:PORT.",
            })
    void refusesInOneSentence(String key, String value, String sentence) {
        Map<String, Object> properties = WEB.properties();
        properties.put(key, value);

        assertThatThrownBy(() -> WebRole.token(properties, List.of("list"), System.out, System.err))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example",
                "https://login.example?x",
                "https://login.example#x",
                "https://u@login.example",
                "ldap://login.example",
                "login.example"
            })
    void refusesAnOpenIdIssuerThatIsNone(String issuer) {
        Map<String, Object> settings = Map.of(
                "httpca.public-url",
                "https://ca.example",
                "httpca.openid.issuer",
                issuer,
                "httpca.openid.client-id",
                "ca");
        assertThatThrownBy(() -> settings(settings)).hasStackTraceContaining("httpca.openid.issuer must be like");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "httpca.database.url | jdbc:postgresql://127.0.0.1:1/web | The web database cannot be used; look at httpca.database.url",
                "httpca.database.user | httpca_web_owner | look at httpca.database.url, .user and .password-file",
                "httpca.database.password-file | /nowhere | httpca.database.password-file names /nowhere, and there is no such file.",
            })
    void refusesADatabaseThatIsNone(String key, String value, String sentence) {
        Map<String, Object> properties = WEB.properties();
        properties.put(key, value);

        assertThatThrownBy(() -> WebDatabase.pooled(bound(properties)).close())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"rw-r--r-- | secret | every user of this machine can read", "rw------- | '' | which is empty"})
    void refusesAPasswordThatIsNone(String mode, String content, String sentence) throws IOException {
        Path file = Files.createTempFile("httpca-web-test-", ".password");
        file.toFile().deleteOnExit();
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        Map<String, Object> properties = WEB.properties();
        properties.put("httpca.database.password-file", file.toString());

        assertThatThrownBy(() -> WebDatabase.pooled(bound(properties)).close()).hasMessageContaining(sentence);
    }

    @Test
    void refusesAUserWhoMayChangeTheSchemaAndASchemaOfAnotherRelease() {
        Map<String, Object> asOwner = WEB.properties();
        asOwner.put("httpca.database.user", asOwner.get("httpca.migration.user"));
        asOwner.put("httpca.database.password-file", asOwner.get("httpca.migration.password-file"));
        assertThatThrownBy(() -> WebDatabase.pooled(bound(asOwner)).close())
                .hasMessageContaining("may change the schema");

        JdbcClient owner = WEB.owner();
        owner.sql(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)"
                                + " values (999, '2999.1', '', 'SQL', '', '', 0, true)")
                .update();
        try {
            assertThatThrownBy(() -> WebDatabase.pooled(bound(WEB.properties())).close())
                    .hasMessageContaining("is at version 2999.1, and this release knows no newer one than");
        } finally {
            owner.sql("delete from flyway_schema_history where version = '2999.1'")
                    .update();
        }
        List<String> newest = owner.sql(
                        "select version from flyway_schema_history order by installed_rank desc limit 1")
                .query(String.class)
                .list();
        owner.sql("update flyway_schema_history set success = false where version = ?")
                .params(newest)
                .update();
        try {
            assertThatThrownBy(() -> WebDatabase.pooled(bound(WEB.properties())).close())
                    .hasMessageContaining(
                            "this release needs " + newest.get(0) + ": run `java -jar web-role.jar migrate");
        } finally {
            owner.sql("update flyway_schema_history set success = true").update();
        }
    }

    @Test
    void isSafeWhereNothingIsSet() {
        WebSettings settings = settings(Map.of("httpca.public-url", "https://ca.example"));

        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.api().anonymous()).isFalse();
        assertThat(settings.hosts()).isEmpty();
        assertThat(settings.sessions().idle()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.limits().bodyTime()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.https().port()).as("HTTPS is a proxy's").isEqualTo(-1);
        assertThat(settings.https().redirect()).isFalse();
        assertThat(settings.https().strictTransportSecurity()).isNull();
        assertThat(settings.database().user()).isEqualTo("httpca_web");
        assertThat(settings.migration().user()).isEqualTo("httpca_web_owner");
        assertThat(settings.migration().workerUser()).isEqualTo("httpca_worker");
    }

    private static WebSettings bound(Map<String, Object> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("httpca", WebSettings.class);
    }

    private static WebSettings settings(Map<String, Object> set) {
        Map<String, Object> all = new HashMap<>(set);
        all.put("httpca.database.url", "jdbc:postgresql://127.0.0.1/web");
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("httpca", WebSettings.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table mine (id int)",
                "drop table request",
                "alter table request add column mine int",
                "truncate request",
                "update request set status = 'issued'",
                "update request set revision = 1000",
                "update request set command = command",
                "delete from request",
                "insert into certificate select * from certificate",
                "update certificate set request_id = request_id",
                "delete from certificate",
                "update issuer set name = name",
                "insert into crl select * from crl",
                "update crl set number = 0",
                "insert into crl_part select * from crl_part",
                "delete from crl_part",
                "insert into profile_list select * from profile_list",
                "insert into audit_checkpoint select * from audit_checkpoint",
                "delete from audit_checkpoint",
                "select * from inbox",
                "update browser_session set created_at = now()",
                "update browser_session_request set request_id = request_id",
                "update browser_session_operator set ends_at = now()",
                "insert into certificate_name select * from certificate_name",
                "delete from certificate_requester",
                "select * from outbox for update",
                "update outbox set body = body",
                "delete from outbox",
                "delete from parked",
                "insert into notice (issuer) values ('a')",
                "update notice set email = email",
                "delete from notice",
                "select * from notice_message",
                "select * from notice_in_message",
                "select * from notice_progress",
                "update ocsp_responder set certificate = certificate",
                "update revocation set reason = null",
                "update flyway_schema_history set success = true",
            })
    void mayNotChangeTheSchemaNorWhatCameBack(String statement) {
        JdbcClient runtime = WEB.bean(JdbcClient.class);

        assertThatThrownBy(() -> runtime.sql(statement).query().listOfRows())
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void makesListsAndRevokesTokensOnTheCommandLine() {
        WebSettings settings = WEB.bean(WebSettings.class);

        String token = run(settings, 0, "create", "cli", "--scope", "submit", "--scope=read");
        assertThat(token).matches("httpca_[A-Za-z0-9_-]{43}\\R");
        assertThat(run(settings, 0, "list"))
                .containsPattern("cli +submit,read +20[-0-9T:]+Z +never\\n")
                .doesNotContain(token.strip());
        WEB.http().get("/api/v1/ca", "Authorization", "Bearer " + token.strip());
        assertThat(run(settings, 0, "list")).containsPattern("cli +submit,read +20[-0-9T:]+Z +20[-0-9T:]+Z\\n");
        run(settings, 1, "create", "cli");
        assertThat(run(settings, 0, "revoke", "cli")).contains("revoked");
        run(settings, 1, "revoke", "cli");
        JsonNode listed = new JsonMapper().readTree(run(settings, 0, "list", "--json"));
        JsonNode cli = listed.values().stream()
                .filter(one -> one.get("name").asString().equals("cli"))
                .findFirst()
                .orElseThrow();
        assertThat(cli.propertyNames()).containsExactly("name", "scopes", "createdAt", "lastUsedAt", "revokedAt");
        assertThat(cli.get("revokedAt").asString()).endsWith("Z");
        assertThat(run(settings, 2, "create", "other", "--scope", "everything"))
                .isEqualTo("There is no scope 'everything'. Scopes: submit, read, operator.\n");
        run(settings, 2, "create", "other", "--scope");
        run(settings, 2, "create", "--scope", "read");
        run(settings, 2);
    }

    @Test
    void readsItsCommandLine() {
        CommandLine line =
                CommandLine.parse(new String[] {"token", "list", "--config", "/etc/httpca", "--httpca.port=1"});

        assertThat(line.command()).isEqualTo(CommandLine.Command.TOKEN);
        assertThat(line.words()).containsExactly("list");
        assertThat(line.properties())
                .containsExactly(
                        "--spring.config.location=classpath:/web.yml,file:///etc/httpca/application.yml",
                        "--httpca.config-folder=/etc/httpca",
                        "--httpca.port=1");
        assertThat(CommandLine.parse(new String[] {"--help"}).command()).isEqualTo(CommandLine.Command.USAGE);
        assertThat(CommandLine.parse(new String[] {"migrate"}).command()).isEqualTo(CommandLine.Command.MIGRATE);
        assertThat(CommandLine.parse(new String[0]).command()).isEqualTo(CommandLine.Command.RUN);
    }

    private static String run(WebSettings settings, int exitCode, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(TokenCommand.run(settings, List.of(words), printer, printer)).isEqualTo(exitCode);
        return out.toString(StandardCharsets.UTF_8);
    }
}
