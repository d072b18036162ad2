package org.httpca.signer;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.httpca.database.DatabaseBreaker;
import org.httpca.database.DatabaseTimeouts;
import org.httpca.envelope.Identity;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.parked.Parked;
import org.httpca.pki.KeyFile;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.certificate.NamedShards;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.crl.CrlStore;
import org.httpca.signer.publication.PublicationNumbers;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.request.WaitingForSignature;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.request.Withdrawals;
import org.httpca.signer.revocation.Revocations;
import org.httpca.signer.revocation.RevokedKeys;
import org.httpca.signer.transmit.OutboxMark;
import org.httpca.start.DatabaseCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database, and the doors to its tables. */
@Configuration(proxyBeanMethods = false)
class StoreWiring {
    private static final int CONNECTIONS =
            14; // one for each stage, a second one for each of the two of CRLs, and one to spare
    private static final DatabaseCheck CHECK = DatabaseCheck.ofMigrations(
            "signer's database", "`java -jar signer-role.jar migrate --config DIR`", "db/forward", "db/signer");

    @Bean
    DatabaseBreaker dataSource(SignerSettings settings, Clock clock) {
        DatabaseSettings database = settings.database();
        String password = new String(KeyFile.readSecret(database.passwordFile()));
        CHECK.check(DatabaseTimeouts.unpooled(database.url(), database.user(), password));
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("signer");
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setPassword(password);
        pool.setMaximumPoolSize(CONNECTIONS);
        DatabaseTimeouts.limit(pool);
        return new DatabaseBreaker("signer's database", pool, clock);
    }

    @Bean
    JdbcTemplate jdbc(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    TransactionTemplate transactions(DataSource dataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Bean
    Wakes wakes(SignerSettings settings) {
        DatabaseSettings database = settings.database();
        return new Wakes(DatabaseTimeouts.unpooled(
                database.url(), database.user(), new String(KeyFile.readSecret(database.passwordFile()))));
    }

    @Bean
    Outbox outbox(JdbcTemplate jdbc, Wakes wakes, OutboxMark mark) {
        return new Outbox(jdbc, wakes, mark);
    }

    @Bean
    Parked parked(JdbcTemplate jdbc, Clock clock) {
        return new Parked(jdbc, clock);
    }

    @Bean
    AuditLog audit(JdbcTemplate jdbc, Clock clock, Identity identity) {
        return new AuditLog(jdbc, clock, identity.instance());
    }

    @Bean
    Requests requests(JdbcTemplate jdbc) {
        return new Requests(jdbc);
    }

    @Bean
    WaitingForApproval waitingForApproval(JdbcTemplate jdbc) {
        return new WaitingForApproval(jdbc);
    }

    @Bean
    WaitingForSignature waitingForSignature(JdbcTemplate jdbc) {
        return new WaitingForSignature(jdbc);
    }

    @Bean
    WaitingForTransmission waitingForTransmission(JdbcTemplate jdbc) {
        return new WaitingForTransmission(jdbc);
    }

    @Bean
    Withdrawals withdrawals(JdbcTemplate jdbc) {
        return new Withdrawals(jdbc);
    }

    @Bean
    Orders orders(JdbcTemplate jdbc) {
        return new Orders(jdbc);
    }

    @Bean
    Intents intents(JdbcTemplate jdbc) {
        return new Intents(jdbc);
    }

    @Bean
    Certificates certificates(JdbcTemplate jdbc) {
        return new Certificates(jdbc);
    }

    @Bean
    CrlStore crlStore(JdbcTemplate jdbc) {
        return new CrlStore(jdbc);
    }

    /** Former clearance keys hold for ever here: a revocation outlives the key that its row was sealed with. */
    @Bean
    Revocations revocations(JdbcTemplate jdbc, FieldMac mac, IssuerSignatures signatures) {
        return new Revocations(jdbc, mac.ofThePast(), new NamedShards(signatures));
    }

    @Bean
    RevokedKeys revokedKeys(JdbcTemplate jdbc) {
        return new RevokedKeys(jdbc);
    }

    @Bean
    PublicationNumbers publicationNumbers(JdbcTemplate jdbc, Clock clock) {
        return new PublicationNumbers(jdbc, clock);
    }
}
