package org.httpca.web.search;

import java.sql.Connection;
import java.sql.SQLException;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A web database with fifty thousand certificates of {@code www.nN.hM.example.org}, and the search as the web role's user has it. A
 * fiftieth is revoked, one in five hundred of these on hold; one ends each minute, from two weeks
 * ago until in three weeks, but for the hours around now.
 */
final class ManyCertificates {
    static final int COUNT = 50_000;

    private static final String CERTIFICATES = """
            with numbers as (select n, 'n' || n || '.h' || n % 97 || '.example.org' as name from generate_series(1, ?) n),
            added as (
                insert into certificate (issuer, serial, request_id, der, subject, identifiers, key_label, spki_sha256, sha256,
                    not_before, not_after, received_at)
                select case when n % 1000 = 7 then 'other' else 'issuing' end, left(md5('s' || n), 30), null,
                    convert_to(repeat(md5('d' || n), 25), 'UTF8'), 'CN=www.' || name, array['www.' || name, name], 'EC P-256',
                    repeat(md5('k' || n % 10000), 2), repeat(md5('c' || n), 2), now() - interval '90 days',
                    now() + interval '20 days' - n * interval '1 minute' + case when n < 28800 then interval '1 hour' else interval '-1 hour' end, now()
                from numbers returning number, subject, identifiers),
            named as (
                insert into certificate_name (name, number)
                select n, a.number from added a, certificate_names(a.subject, a.identifiers) as n)
            insert into certificate_requester select 'token:robot-' || number % 7, number from added""";
    private static final String REVOCATIONS = """
            insert into revocation (issuer, serial, revision, reason, at)
            select issuer, serial, 1, case when number % 25000 = 0 then 'certificateHold' else 'superseded' end, now()
            from certificate where number % 50 = 0""";

    private final DriverManagerDataSource ownerSource;
    private final JdbcClient owner;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    private ManyCertificates() {
        TestDatabase database = TestDatabases.create("web_of_many");
        var settings = WebUnderTest.properties(database);
        WebRole.migrate(settings);
        ownerSource = new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword());
        owner = JdbcClient.create(ownerSource);
        owner.sql(CERTIFICATES).param(COUNT).update();
        owner.sql(REVOCATIONS).update();
        owner.sql("vacuum analyze").update();
        var source = new SingleConnectionDataSource(
                database.url(), String.valueOf(settings.get("httpca.database.user")), WebUnderTest.PASSWORD, true);
        jdbc = JdbcClient.create(source);
        reading = new TransactionTemplate(new JdbcTransactionManager(source));
        reading.setReadOnly(true);
    }

    static ManyCertificates fill() {
        return new ManyCertificates();
    }

    SearchRows rows() {
        return new SearchRows(jdbc, reading);
    }

    Connection connection() throws SQLException {
        return ownerSource.getConnection();
    }

    JdbcClient owner() {
        return owner;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    TransactionTemplate reading() {
        return reading;
    }
}
