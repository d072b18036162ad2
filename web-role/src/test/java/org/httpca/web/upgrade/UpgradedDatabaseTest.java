package org.httpca.web.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URISyntaxException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.httpca.embedded.postgresql.TestRows;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Parcel;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Each folder {@code db/before/VERSION} has the rows that the release of that schema has left, and what its users have kept. A new
 * migration needs the rows of the version before it: {@code -Dhttpca.rows.write} writes those of the newest version, and is to be run
 * before the migration is added.
 */
class UpgradedDatabaseTest {
    private static final String ROWS = "rows.sql";
    private static final String KEPT = "kept.properties";
    private static final String WRITE = "httpca.rows.write";

    @TempDir
    private Path temporary;

    static List<Path> before() throws IOException, URISyntaxException {
        return TestRows.versions(UpgradedDatabaseTest.class);
    }

    @ParameterizedTest
    @MethodSource("before")
    void nothingIsLostAndTheWorkGoesOn(Path before) throws Exception {
        TestDatabase database = TestDatabases.create("web_of_a_version");
        Map<String, Object> settings = WebUnderTest.properties(database);
        flyway(database, before.getFileName().toString()).migrate();
        TestRows rows = new TestRows(owner(database));
        rows.load(Files.readString(before.resolve(ROWS)));
        Map<String, List<String>> columns = rows.columns();
        assertThat(TestRows.empty(rows.in(columns))).isEmpty();
        // what CRLs were is in the table crl_part since 2026.11.22.30
        boolean whole = Objects.requireNonNull(columns.get("crl")).remove("der");
        List<String> crls = whole ? rows.in("crl", List.of("der")) : List.of();
        Map<String, List<String>> left = rows.in(columns);

        WebRole.migrate(settings);

        assertThat(rows.in(columns)).isEqualTo(left);
        if (whole) {
            assertThat(rows.in("crl_part", List.of("octets"))).isEqualTo(crls);
        }
        assertThat(rows.invalid()).isEmpty();
        goesOn(database, settings, read(before.resolve(KEPT)));
    }

    /** What writes the rows for later releases is in order, and so is going on without a migration. */
    @Test
    void whatThisReleaseLeavesIsGoneOnWith() throws Exception {
        TestDatabase database = TestDatabases.create("web_of_a_version");
        Map<String, Object> settings = WebUnderTest.properties(database);
        WebRole.migrate(settings);
        String version =
                String.valueOf(flyway(database, "latest").info().current().getVersion());
        Path folder = System.getProperty(WRITE) == null
                ? temporary
                : Files.createDirectories(
                        Path.of("src/test/resources/db/before").resolve(version));
        TestRows rows = new TestRows(owner(database));
        try (var web = WebRole.run(settings)) {
            Properties kept = new Lived(
                            WebUnderTest.http(web), JdbcClient.create(owner(database)), web.getBean(Tokens.class))
                    .live();
            try (Writer file = Files.newBufferedWriter(folder.resolve(KEPT))) {
                kept.store(file, "what users have kept; good for nothing but these tests");
            }
        }
        Files.writeString(folder.resolve(ROWS), rows.script());
        if (System.getProperty(WRITE) != null) {
            assertThat(TestRows.empty(rows.in(rows.columns()))).isEmpty();
        }
        rows.load(Files.readString(folder.resolve(ROWS)));
        goesOn(database, settings, read(folder.resolve(KEPT)));
    }

    private static void goesOn(TestDatabase database, Map<String, Object> settings, Properties kept) {
        JdbcTemplate jdbc = new JdbcTemplate(owner(database));
        // a key is good for a day, and the rows may be older
        jdbc.update("update idempotency_key set created_at = now()");
        try (var web = WebRole.run(settings)) {
            Http http = WebUnderTest.http(web);
            everythingIsShown(http, jdbc);
            requestsGoOn(http, jdbc, kept);
            assertThat(http.get("/status", "Accept", "text/html").status()).isEqualTo(200);
        }
        Integer waiting = jdbc.queryForObject("select count(*)::int from outbox", Integer.class);
        List<Parcel> parcels = new OutboxSource(jdbc, Clock.systemUTC()).claim(1_000);
        assertThat(parcels).hasSize(Objects.requireNonNull(waiting));
        assertThat(jdbc.queryForObject("select count(*)::int from parked where direction = 'out'", Integer.class))
                .isZero();
    }

    private static void everythingIsShown(Http http, JdbcTemplate jdbc) {
        List<Map<String, Object>> requests = jdbc.queryForList("select id::text as id, status from request");
        assertThat(requests)
                .extracting(row -> row.get("status"))
                .contains(
                        "queued",
                        "submitted",
                        "waiting-for-approval",
                        "waiting-for-signature",
                        "issued",
                        "rejected",
                        "withdrawn");
        for (Map<String, Object> row : requests) {
            Http.Answer shown = http.get("/api/v1/requests/" + row.get("id"));
            assertThat(shown.status()).as(shown.text()).isEqualTo(200);
            assertThat(shown.json().get("status").asString()).isEqualTo(row.get("status"));
            assertThat(http.get("/requests/" + row.get("id"), "Accept", "text/html")
                            .status())
                    .isEqualTo(200);
        }
        for (Map<String, Object> row : jdbc.queryForList("select serial, der from certificate")) {
            String path = "/certificates/issuing:" + row.get("serial");
            assertThat(http.get("/api/v1" + path).status()).isEqualTo(200);
            assertThat(http.get(path, "Accept", "text/html").status()).isEqualTo(200);
            assertThat(http.get(path + "/cert.cer").body()).isEqualTo(row.get("der"));
        }
        assertThat(http.get("/ca/issuing/crl.crl").body())
                .isEqualTo(jdbc.queryForObject("select octets from crl_part where issuer = 'issuing'", byte[].class));
        assertThat(http.get("/api/v1/profiles").text()).contains("\"server\"", "\"client\"");
    }

    private static void requestsGoOn(Http http, JdbcTemplate jdbc, Properties kept) {
        String bearer = "Bearer " + kept.getProperty("token");
        Http.Answer again = http.post(
                "/api/v1/requests",
                "application/x-pem-file",
                kept.getProperty("csr").getBytes(StandardCharsets.US_ASCII),
                "Authorization",
                bearer,
                "Idempotency-Key",
                "once");
        assertThat(again.json().get("id").asString()).isEqualTo(kept.getProperty("again"));
        Http.Answer withdrawn = http.send(
                "DELETE",
                "/api/v1/requests/" + kept.getProperty("held"),
                BodyPublishers.noBody(),
                "Withdrawal-Secret",
                kept.getProperty("secret"));
        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(202);
        assertThat(jdbc.queryForObject(
                        "select count(*)::int from outbox where type = 'withdraw-request'", Integer.class))
                .isEqualTo(1);
        Http.Answer revoked = http.postJson(
                "/api/v1/certificates/issuing:4/revocation", "{\"reason\": \"superseded\"}", "Authorization", bearer);
        assertThat(revoked.status()).as(revoked.text()).isEqualTo(202);
        assertThat(http.post("/api/v1/requests", "application/pkcs10", Csr.der("new.example"))
                        .status())
                .isEqualTo(202);
    }

    private static Flyway flyway(TestDatabase database, String target) {
        return Flyway.configure()
                .dataSource(owner(database))
                .locations("classpath:db/forward", "classpath:db/web")
                .placeholders(Map.of("web_user", "httpca_web", "worker_user", "httpca_worker"))
                .target(target)
                .load();
    }

    private static DriverManagerDataSource owner(TestDatabase database) {
        return new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword());
    }

    private static Properties read(Path file) throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return kept;
    }
}
