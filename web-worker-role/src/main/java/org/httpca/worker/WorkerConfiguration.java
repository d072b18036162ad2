package org.httpca.worker;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import org.httpca.envelope.UuidSource;
import org.httpca.envelope.Uuids;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.loop.Wakes;
import org.httpca.worker.settings.Secrets;
import org.httpca.worker.settings.WorkerSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The worker's parts, made by hand: nothing comes in because it lies on the class path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    UuidSource ids(Clock clock) {
        return Uuids.v7Source(clock, new SecureRandom());
    }

    @Bean
    WorkerIdentity identity(WorkerSettings settings, Clock clock) {
        return WorkerIdentity.load(settings, clock);
    }

    @Bean
    HikariDataSource dataSource(WorkerSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("worker");
        config.setJdbcUrl(settings.database().url());
        config.setUsername(settings.database().user());
        config.setPassword(password(settings));
        config.setMaximumPoolSize(settings.database().connections());
        config.setMinimumIdle(2);
        config.setConnectionTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", "httpca-worker");
        // A database that is away at the start is waited for by the stages, like one that goes away later.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    @Bean
    JdbcTemplate jdbc(HikariDataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    TransactionTemplate transactions(HikariDataSource dataSource) {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Bean
    Wakes wakes(WorkerSettings settings) {
        return new Wakes(new DriverManagerDataSource(
                settings.database().url(), settings.database().user(), password(settings)));
    }

    @Bean
    BrokerConnections broker(WorkerSettings settings, WorkerIdentity identity) {
        return new BrokerConnections(
                settings.brokerSettings(), identity.identity().instance());
    }

    @Bean
    WorkerStages stages(
            WorkerSettings settings,
            WorkerIdentity identity,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Wakes wakes,
            BrokerConnections broker,
            UuidSource ids,
            Clock clock) {
        return new WorkerStages(
                identity,
                new WebDatabase(jdbc, transactions),
                wakes,
                broker,
                ids,
                clock,
                settings.announce(),
                settings.envelopeLifetime());
    }

    private static String password(WorkerSettings settings) {
        return settings.database().passwordFile() == null
                ? ""
                : Secrets.read(settings.resolve(settings.database().passwordFile()));
    }
}
