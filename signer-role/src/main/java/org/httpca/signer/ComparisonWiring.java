package org.httpca.signer;

import java.time.Clock;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.comparison.Compare;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.comparison.Learning;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.publication.PublicationNumbers;
import org.httpca.signer.request.AnsweredBefore;
import org.httpca.signer.request.Requests;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What was issued, compared with what the web side knows. */
@Configuration(proxyBeanMethods = false)
class ComparisonWiring {
    @Bean
    Comparisons comparisons(JdbcTemplate jdbc, Clock clock) {
        return new Comparisons(jdbc, clock);
    }

    @Bean
    Learning learning(
            JdbcTemplate jdbc,
            Comparisons comparisons,
            Certificates certificates,
            Intents intents,
            Requests requests,
            Issuers issuers,
            IssuerSignatures signatures,
            Proofs proofs,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        return new Learning(
                comparisons,
                certificates,
                intents,
                requests,
                new AnsweredBefore(jdbc),
                issuers,
                signatures,
                proofs,
                audit,
                wakes,
                clock);
    }

    @Bean
    Compare compare(
            TransactionTemplate transactions,
            Comparisons comparisons,
            PublicationNumbers numbers,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            UuidSource ids) {
        return new Compare(transactions, comparisons, numbers, outbox, audit, clock, ids);
    }
}
