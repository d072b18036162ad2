package org.httpca.web.limit;

import java.time.Duration;
import org.httpca.web.loop.RunningLoop;
import org.httpca.web.request.OpenRequests;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is counted again and again. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    Backlog backlog(OpenRequests requests, WebSettings settings) {
        return new Backlog(requests, settings.limits().waiting());
    }

    @Bean
    RunningLoop backlogLoop(Backlog backlog) {
        return RunningLoop.every(Duration.ofSeconds(1), "web-backlog", backlog::look);
    }
}
