package org.httpca.web.issuance;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.loop.RunningLoop;
import org.httpca.web.profile.Profiles;
import org.httpca.web.request.Requests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the way in together; the outbox is made here, and is nobody else's. */
@Configuration(proxyBeanMethods = false)
class IssuanceConfiguration {

    @Bean
    Checks checks(Profiles profiles, Issuers issuers, SecureRandom random, Clock clock) {
        return new Checks(profiles, issuers, new RequestIds(random), clock);
    }

    @Bean
    Intake intake(
            DataSource database,
            JdbcTemplate jdbc,
            Wakes wakes,
            Requests requests,
            SecureRandom random,
            UuidSource messageIds) {
        return new Intake(
                new TransactionTemplate(new JdbcTransactionManager(database)),
                new NewRequests(jdbc),
                new Replacements(jdbc),
                new IdempotencyKeys(jdbc),
                new Outbox(jdbc, wakes),
                requests,
                new WithdrawalSecrets(random),
                messageIds);
    }

    @Bean
    Renewals renewals(Checks checks, JdbcTemplate jdbc, Certificates certificates, Requests requests, Clock clock) {
        return new Renewals(checks, new Replacements(jdbc), certificates, requests, clock);
    }

    @Bean
    Withdrawals withdrawals(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            Requests requests,
            Wakes wakes,
            UuidSource messageIds,
            Clock clock) {
        return new Withdrawals(transaction, jdbc, requests, new Outbox(jdbc, wakes), messageIds, clock);
    }

    @Bean
    Revocations revocations(
            DataSource database,
            JdbcTemplate jdbc,
            Certificates certificates,
            Wakes wakes,
            SecureRandom random,
            UuidSource messageIds,
            Clock clock) {
        return new Revocations(
                new TransactionTemplate(new JdbcTransactionManager(database)),
                jdbc,
                certificates,
                new Outbox(jdbc, wakes),
                new RequestIds(random),
                messageIds,
                clock);
    }

    @Bean
    ResponderWishes responderWishes(
            DataSource database,
            JdbcTemplate jdbc,
            Wakes wakes,
            SecureRandom random,
            UuidSource messageIds,
            Clock clock) {
        return new ResponderWishes(
                new TransactionTemplate(new JdbcTransactionManager(database)),
                jdbc,
                new Outbox(jdbc, wakes),
                new RequestIds(random),
                messageIds,
                clock);
    }

    @Bean
    RunningLoop idempotencyPurge(JdbcTemplate jdbc, Clock clock) {
        IdempotencyKeys keys = new IdempotencyKeys(jdbc);
        return RunningLoop.every(
                Duration.ofMinutes(10),
                "web-idempotency-purge",
                () -> keys.purge(clock.instant().minus(IdempotencyKeys.KEPT)));
    }
}
