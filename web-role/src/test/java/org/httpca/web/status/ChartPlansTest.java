package org.httpca.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the counts of the charts read, among 200,000 certificates of 90 days that came one after the other for half a year. */
class ChartPlansTest {
    private static final int COUNT = 200_000;
    private static final String CERTIFICATES = """
            insert into certificate (issuer, serial, request_id, der, subject, identifiers, key_label, spki_sha256, sha256,
                not_before, not_after, received_at)
            select 'issuing', left(md5('s' || n), 30), null, convert_to(repeat(md5('d' || n), 20), 'UTF8'), 'CN=n' || n, array['n' || n],
                'EC P-256', repeat(md5('k' || n), 2), repeat(md5('c' || n), 2), begins, begins + interval '90 days', begins
            from generate_series(1, ?) n, lateral (select now() - interval '180 days' * (1 - n / 200000.0) as begins) as spans""";
    private static final String REVOCATIONS = """
            insert into revocation (issuer, serial, revision, reason, at)
            select issuer, serial, 1, 'superseded', now() from certificate where number % 20 = 0""";

    @SuppressWarnings("NullAway.Init")
    private static JdbcClient jdbc;

    @SuppressWarnings("NullAway.Init")
    private static TransactionTemplate reading;

    @BeforeAll
    static void fill() {
        TestDatabase database = TestDatabases.create("web_of_charts");
        var settings = WebUnderTest.properties(database);
        WebRole.migrate(settings);
        JdbcClient owner = JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword()));
        owner.sql(CERTIFICATES).param(COUNT).update();
        owner.sql(REVOCATIONS).update();
        owner.sql("vacuum analyze").update();
        var source = new DriverManagerDataSource(
                database.url(), String.valueOf(settings.get("httpca.database.user")), WebUnderTest.PASSWORD);
        jdbc = JdbcClient.create(source);
        reading = new TransactionTemplate(new JdbcTransactionManager(source));
        reading.setReadOnly(true);
    }

    @Test
    void aDayIsReadAndNotTheTable() {
        Instant from = Instant.now().minus(20, ChronoUnit.DAYS);
        Instant to = from.plus(1, ChronoUnit.DAYS);
        assertThat(plan(ChartRows.ISSUED, from, to))
                .contains("certificate_not_before")
                .doesNotContain("Seq Scan");
        long counted = new ChartRows(jdbc, reading).issued(from, to).orElseThrow();
        assertThat(counted).isBetween(1100L, 1125L);
    }

    @Test
    void aWeekIsReadAndNotTheTable() {
        Instant from = Instant.now().plus(20, ChronoUnit.DAYS);
        Instant to = from.plus(7, ChronoUnit.DAYS);
        assertThat(plan(ChartRows.EXPIRING, from, to))
                .contains("certificate_not_after")
                .doesNotContain("Seq Scan on certificate");
        long counted = new ChartRows(jdbc, reading).expiring(from, to).orElseThrow();
        assertThat(counted).as("without the twentieth that is revoked").isBetween(7350L, 7430L);
    }

    private static String plan(String sql, Instant from, Instant to) {
        return Objects.requireNonNull(reading.execute(status -> {
            jdbc.sql(ChartRows.SETTINGS).update();
            return String.join(
                    "\n",
                    jdbc.sql("explain (analyze, buffers) " + sql)
                            .params(Timestamp.from(from), Timestamp.from(to))
                            .query(String.class)
                            .list());
        }));
    }
}
