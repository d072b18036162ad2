package org.httpca.signer;

import java.security.SecureRandom;
import java.time.Clock;
import org.httpca.envelope.UuidSource;
import org.httpca.envelope.Uuids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;

/** The signer's context: what it is told, and time and chance. By hand, so that nothing is there that nobody asked for. */
@Configuration(proxyBeanMethods = false)
@Import({
    StoreWiring.class,
    TrustWiring.class,
    IssuerWiring.class,
    ClearanceWiring.class,
    ProfileWiring.class,
    StageWiring.class,
    SignWiring.class,
    ComparisonWiring.class,
    LogWiring.class,
    PublicationWiring.class,
    ResponderWiring.class
})
class SignerWiring {

    @Bean
    SignerSettings settings(ConfigurableEnvironment environment) {
        return SignerSettings.of(environment);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    UuidSource ids(Clock clock, SecureRandom random) {
        return Uuids.v7Source(clock, random);
    }
}
