package org.httpca.web.acme.account;

import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.httpca.envelope.UuidSource;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts accounts together. */
@Configuration(proxyBeanMethods = false)
@WhereAcmeIsOn
class AccountConfiguration {

    @Bean
    ExternalKeys acmeExternalKeys(JdbcClient jdbc, SecureRandom random, Clock clock) {
        return new ExternalKeys(jdbc, random, clock);
    }

    @Bean
    ExternalBinding acmeExternalBinding(ExternalKeys keys, WebSettings settings) {
        return new ExternalBinding(keys, settings.acme().externalAccountRequired());
    }

    @Bean
    Accounts acmeAccounts(DataSource database, JdbcClient jdbc, ExternalKeys keys, UuidSource ids, Clock clock) {
        return new Accounts(
                new TransactionTemplate(new JdbcTransactionManager(database)), new AccountRows(jdbc), keys, ids, clock);
    }
}
