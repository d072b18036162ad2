package org.httpca.signer;

import java.time.Clock;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.log.LogStage;
import org.httpca.signer.log.SeenLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The log of certificates. */
@Configuration(proxyBeanMethods = false)
class LogWiring {
    @Bean
    LogStage logStage(
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            AuditLog audit,
            Comparisons comparisons,
            LiveIdentity identity,
            Outbox outbox,
            Clock clock,
            UuidSource ids) {
        return new LogStage(transactions, jdbc, audit, comparisons, identity, outbox, clock, ids);
    }

    @Bean
    SeenLog seenLog(
            SignerSettings settings, JdbcTemplate jdbc, LiveTrust trust, AuditLog audit, Wakes wakes, Clock clock) {
        return new SeenLog(jdbc, trust, settings.installation(), audit, wakes, clock);
    }
}
