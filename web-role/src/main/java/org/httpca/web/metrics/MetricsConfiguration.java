package org.httpca.web.metrics;

import io.micrometer.observation.ObservationPredicate;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is measured, and for whom. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    private static final String CALLS = "http.server.requests";

    /** Timing each call costs as much as some of the filters together: it is done where there is a port to read it from. */
    @Bean
    ObservationPredicate callsWhereSomebodyReads(WebSettings settings) {
        boolean read = settings.management().port() >= 0;
        return (name, context) -> read || !name.equals(CALLS);
    }
}
