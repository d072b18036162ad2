package org.httpca.web.session;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.httpca.web.loop.RunningLoop;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the sessions together, and has old ones taken away. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    Sessions sessions(
            JdbcClient jdbc, TransactionTemplate transaction, SecureRandom random, Clock clock, WebSettings settings) {
        return new Sessions(
                new SessionRows(jdbc),
                new OpenIdRows(jdbc, settings.openid()),
                transaction,
                random,
                clock,
                settings.sessions());
    }

    @Bean
    RunningLoop sessionPurge(Sessions sessions) {
        return RunningLoop.every(Duration.ofHours(1), "web-session-purge", sessions::purge);
    }
}
