package org.httpca.web.status;

import java.time.Clock;
import java.time.Duration;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.loop.RunningLoop;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has this process say every five seconds that it lives. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    OwnAlarms crlAlarms(Issuers issuers, Clock clock) {
        return new CrlAlarms(issuers::all, clock);
    }

    @Bean
    RunningLoop heartbeatLoop(OwnHeartbeat heartbeat) {
        return RunningLoop.every(Duration.ofSeconds(5), "web-heartbeat", heartbeat::beat);
    }
}
