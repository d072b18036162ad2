package org.httpca.web;

import java.security.SecureRandom;
import java.time.Clock;
import org.httpca.database.DatabaseBreaker;
import org.httpca.envelope.UuidSource;
import org.httpca.envelope.Uuids;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.token.Tokens;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every package of the role is given: time, chance, ids, the database, and wakes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    UuidSource messageIds(Clock clock, SecureRandom random) {
        return Uuids.v7Source(clock, random);
    }

    @Bean(destroyMethod = "close")
    DatabaseBreaker dataSource(WebSettings settings, Clock clock) {
        return new DatabaseBreaker("web database", WebDatabase.pooled(settings), clock);
    }

    @Bean(destroyMethod = "close")
    Wakes wakes(WebSettings settings) {
        return new Wakes(WebDatabase.unpooled(settings));
    }

    @Bean
    Tokens tokens(JdbcClient jdbc, SecureRandom random, Clock clock) {
        return new Tokens(jdbc, random, clock);
    }
}
