package org.httpca.web.acme.nonce;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.loop.RunningLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts nonces together. */
@Configuration(proxyBeanMethods = false)
@WhereAcmeIsOn
class NonceConfiguration {

    @Bean
    Nonces acmeNonces(JdbcClient jdbc, SecureRandom random, Clock clock) {
        return new Nonces(new NonceKeys(jdbc, random, clock), jdbc, random, clock);
    }

    @Bean
    RunningLoop acmeNoncePurge(Nonces nonces) {
        return RunningLoop.every(Duration.ofMinutes(10), "web-acme-nonces", nonces::purge);
    }
}
