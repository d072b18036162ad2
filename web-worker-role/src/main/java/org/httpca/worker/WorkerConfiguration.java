package org.httpca.worker;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.httpca.database.DatabaseTimeouts;
import org.httpca.envelope.UuidSource;
import org.httpca.envelope.Uuids;
import org.httpca.forward.broker.BrokerCertificates;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.identity.IdentityWatch;
import org.httpca.forward.loop.Wakes;
import org.httpca.start.DatabaseCheck;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SchemaVersion;
import org.httpca.start.UnknownSettingsCheck;
import org.httpca.worker.heartbeat.Heartbeat;
import org.httpca.worker.management.Listener;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.notify.Notification;
import org.httpca.worker.settings.WorkerSettings;
import org.httpca.worker.validate.Validation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The worker's parts, made by hand: nothing comes in because it lies on the class path. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerConfiguration {
    /** The migrations are the web role's; this is the last that the worker needs. */
    private static final DatabaseCheck CHECK = new DatabaseCheck(
            "web database",
            SchemaVersion.of("2026.11.22.210"),
            null,
            "`java -jar web-role.jar migrate --config DIR` where the web role is");

    private static final Logger LOG = LoggerFactory.getLogger(WorkerConfiguration.class);

    @Bean
    static UnknownSettingsCheck unknownSettings(ConfigurableEnvironment environment) {
        return new UnknownSettingsCheck(environment, WorkerSettings.KEYS);
    }

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
        check(settings);
        HikariConfig config = new HikariConfig();
        config.setPoolName("worker");
        config.setJdbcUrl(settings.database().url());
        config.setUsername(settings.database().user());
        config.setPassword(settings.databasePassword());
        config.setMaximumPoolSize(settings.database().connections());
        config.setMinimumIdle(2);
        DatabaseTimeouts.limit(config);
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
        return new Wakes(DatabaseTimeouts.unpooled(
                settings.database().url(), settings.database().user(), settings.databasePassword()));
    }

    @Bean
    BrokerConnections broker(WorkerSettings settings, WorkerIdentity identity, Clock clock) {
        return new BrokerConnections(
                settings.brokerSettings(), identity.identity().instance(), clock);
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
            IdentityWatch identities,
            Notification notification,
            Validation validation,
            Outcomes outcomes,
            Clock clock,
            PrometheusMeterRegistry registry) {
        WorkerStages stages = new WorkerStages(
                identity,
                new WebDatabase(jdbc, transactions),
                wakes,
                broker,
                ids,
                clock,
                settings.announce(),
                settings.envelopeLifetime(),
                identities,
                notification,
                validation,
                outcomes);
        Gauge.builder("httpca.parked.messages", stages.heartbeat, Heartbeat::lastParked)
                .description(
                        "Messages that were set aside, with their reasons, in the table parked of the web database")
                .register(registry);
        Gauge.builder("httpca.identity.ends.timestamp.seconds", identities, IdentityWatch::ends)
                .description("When this worker's messaging identity ends, in seconds since 1970")
                .register(registry);
        return stages;
    }

    @Bean
    Notification notification(
            WorkerSettings settings, JdbcTemplate jdbc, TransactionTemplate transactions, UuidSource ids, Clock clock) {
        return new Notification(
                settings.notices(), settings::resolve, jdbc, transactions, ids, new SecureRandom(), clock);
    }

    @Bean
    Outcomes outcomes(PrometheusMeterRegistry registry) {
        return new Outcomes(registry);
    }

    @Bean
    Validation validation(
            WorkerSettings settings,
            JdbcTemplate jdbc,
            WorkerIdentity identity,
            Wakes wakes,
            Outcomes outcomes,
            Clock clock) {
        return Validation.of(settings.acme(), jdbc, identity::identity, wakes, outcomes, new SecureRandom(), clock);
    }

    @Bean
    IdentityWatch identityWatch(WorkerSettings settings, WorkerIdentity identity, Clock clock) {
        return new IdentityWatch(
                identity.trust(),
                identity.live(),
                BrokerCertificates.of(
                        settings.brokerSettings(), identity.identity().instance()),
                settings.alarms().ahead(),
                clock,
                (event, detail) -> {}); // it is in the log; the audit is the signer's
    }

    @Bean(destroyMethod = "close")
    PrometheusMeterRegistry registry(HikariDataSource dataSource) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        dataSource.setMetricRegistry(registry);
        return registry;
    }

    @Bean
    Listener management(
            WorkerSettings settings,
            PrometheusMeterRegistry registry,
            HikariDataSource dataSource,
            BrokerConnections broker) {
        return new Listener(
                settings.management(),
                registry,
                Map.of(
                        "db",
                        () -> answers(dataSource),
                        "broker",
                        () -> broker.awaySince().isEmpty()));
    }

    private static boolean answers(HikariDataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void check(WorkerSettings settings) {
        try {
            CHECK.check(DatabaseTimeouts.unpooled(
                    settings.database().url(), settings.database().user(), settings.databasePassword()));
        } catch (InvalidSettingException e) {
            if (!DatabaseCheck.isOutage(e)) {
                throw e;
            }
            LOG.warn("{} It is waited for.", e.getMessage());
        }
    }
}
