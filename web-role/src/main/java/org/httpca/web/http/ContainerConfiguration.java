package org.httpca.web.http;

import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
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

    /** Octets of extensions, and of trailers. */
    private static final int BESIDE_A_CHUNK = 8;

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

    /**
     * Chunks as clients send them (RFC 9112, section 7.1). Extensions and trailers are read within one read of the body, which the time
     * for a body does not see the inside of: somebody could send them for hours, an octet at a time.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> plainChunks() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                protocol.setMaxExtensionSize(BESIDE_A_CHUNK);
                protocol.setMaxTrailerSize(BESIDE_A_CHUNK);
            }
        });
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
