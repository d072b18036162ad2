package org.httpca.web.https;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.http.Filters;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.loop.RunningLoop;
import org.httpca.web.request.Requests;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.status.OwnAlarms;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HTTPS, where it is switched on. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("${httpca.https.port:-1} >= 0")
class HttpsConfiguration {

    @Bean(destroyMethod = "close")
    HttpsFolder httpsFolder(WebSettings settings) {
        Path folder = settings.resolve(settings.https().folder());
        if (!folder.isAbsolute()) {
            throw new IllegalStateException(
                    "httpca.https.folder must be an absolute path where no --config DIR is given.");
        }
        return HttpsFolder.open(folder);
    }

    @Bean
    HttpsEndpoint httpsEndpoint(
            ServletWebServerApplicationContext context, TomcatServletWebServerFactory factory, WebSettings settings) {
        WebSettings.Https https = settings.https();
        return new HttpsEndpoint(
                connector(context, factory, settings.bind(), https.port(), false),
                https.clientPort() < 0 ? null : connector(context, factory, settings.bind(), https.clientPort(), true));
    }

    private static TlsConnector connector(
            ServletWebServerApplicationContext context,
            TomcatServletWebServerFactory factory,
            String bind,
            int port,
            boolean asksClients) {
        return new TlsConnector(
                () -> tomcat(context),
                connector -> likeTheFirst(connector, factory, tomcat(context).getConnector()),
                bind,
                port,
                asksClients);
    }

    @Bean
    OwnAlarms httpsAlarms(HttpsEndpoint endpoint, Clock clock) {
        return () -> endpoint.alarms(clock.instant());
    }

    @Bean
    RunningLoop httpsLoop(
            HttpsFolder folder,
            HttpsEndpoint endpoint,
            Issuance issuance,
            Requests requests,
            Certificates certificates,
            Issuers issuers,
            WebSettings settings,
            Wakes wakes,
            SecureRandom random,
            Clock clock) {
        Enrolment enrolment = new Enrolment(
                issuance,
                requests,
                certificates,
                issuers,
                settings.instanceName(),
                settings.https().profile());
        OwnCertificate certificate =
                new OwnCertificate(ServerNames.of(settings), folder, enrolment, endpoint, random, clock);
        Loop loop = new Loop("web-https", certificate, Pace.standard());
        // under load there are many of these, and nearly all are about requests of others
        wakes.onWake("request", () -> {
            if (certificate.isAskedFor()) {
                loop.wake();
            }
        });
        wakes.onWake("published", loop::wake);
        return new RunningLoop(loop);
    }

    @Bean
    FilterRegistrationBean<TransportFilter> transportFilter(HttpsEndpoint endpoint, WebSettings settings) {
        FilterRegistrationBean<TransportFilter> registration =
                new FilterRegistrationBean<>(new TransportFilter(endpoint, settings.publicUrl(), settings.https()));
        registration.setOrder(Filters.BEARER - 1); // after the Host header was checked, before anything is read
        return registration;
    }

    private static Tomcat tomcat(ServletWebServerApplicationContext context) {
        if (context.getWebServer() instanceof TomcatWebServer server) {
            return server.getTomcat();
        }
        throw new IllegalStateException("The web server does not run.");
    }

    /** Whatever was set for HTTP (limits, time-outs, compression) holds for HTTPS too. */
    @SuppressWarnings("unchecked")
    private static void likeTheFirst(Connector connector, TomcatServletWebServerFactory factory, Connector first) {
        factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
        factory.getProtocolHandlerCustomizers()
                .forEach(customizer -> ((TomcatProtocolHandlerCustomizer<ProtocolHandler>) customizer)
                        .customize(connector.getProtocolHandler()));
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> own
                && first.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            own.setCompression(http.getCompression());
            own.setCompressibleMimeType(http.getCompressibleMimeType());
            own.setCompressionMinSize(http.getCompressionMinSize());
        }
        connector.setURIEncoding(first.getURIEncoding());
        connector.setProperty("bindOnInit", "false");
    }
}
