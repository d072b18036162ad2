package org.httpca.web.http;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.httpca.web.settings.WebSettings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told to the servlet container itself. */
@Configuration(proxyBeanMethods = false)
class ContainerConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(WebSettings settings) {
        Duration most = settings.limits().bodyTime();
        return factory -> {
            if (!most.isZero()) {
                factory.addEngineValves(new BodyTimeValve(most));
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> earlyRefusals() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(EarlyRefusals.class.getName());
            }
        });
    }
}
