package org.httpca.web.acme.order;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.httpca.envelope.UuidSource;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.authorization.Authorizations;
import org.httpca.web.acme.limit.AccountLimits;
import org.httpca.web.acme.renewalinfo.RenewalInfo;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.loop.RunningLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts orders together. */
@Configuration(proxyBeanMethods = false)
@WhereAcmeIsOn
class OrderConfiguration {

    @Bean
    OrderCertificates acmeOrderCertificates(JdbcClient jdbc, Certificates certificates) {
        return new OrderCertificates(jdbc, certificates);
    }

    @Bean
    AskedReplacements acmeAskedReplacements(RenewalInfo renewals, OrderCertificates certificates, Orders orders) {
        return new AskedReplacements(renewals, certificates, orders);
    }

    @Bean
    EndedOrders acmeEndedOrders(JdbcClient jdbc, Clock clock) {
        return new EndedOrders(jdbc, clock);
    }

    @Bean
    RunningLoop acmeOrderPurge(EndedOrders ended) {
        return RunningLoop.every(Duration.ofHours(6), "web-acme-ended", ended::purge);
    }

    @Bean
    Orders acmeOrders(
            DataSource database,
            JdbcClient jdbc,
            Authorizations authorizations,
            AccountLimits limits,
            UuidSource ids,
            Clock clock) {
        return new Orders(
                new TransactionTemplate(new JdbcTransactionManager(database)),
                jdbc,
                authorizations,
                limits,
                ids,
                clock);
    }
}
