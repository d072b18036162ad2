package org.httpca.web.http;

import org.apache.catalina.core.StandardHost;
import org.httpca.web.settings.WebSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told to the servlet container itself. */
@Configuration(proxyBeanMethods = false)
class ContainerConfiguration {
    /** What is made of a body while it is read has several times its size. */
    private static final int SHARE_OF_BODIES = 16;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowBodies(
            WebSettings settings, @Value("${server.tomcat.threads.max:200}") int threads) {
        Bodies bodies = new Bodies(
                settings.limits().bodies(),
                threads * 3 / 4,
                Runtime.getRuntime().maxMemory() / SHARE_OF_BODIES);
        return factory ->
                factory.addEngineValves(new BodyTimeValve(settings.limits().bodyTime(), bodies));
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
