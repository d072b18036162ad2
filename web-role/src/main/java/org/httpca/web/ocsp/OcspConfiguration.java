package org.httpca.web.ocsp;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.issuance.ResponderWishes;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.loop.RunningLoop;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.status.OwnAlarms;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts OCSP together. */
@Configuration(proxyBeanMethods = false)
class OcspConfiguration {
    private static final Duration KEEP_EVERY = Duration.ofSeconds(5);

    @Bean
    Responders ocspResponders(
            Issuers issuers, JdbcClient jdbc, ResponderWishes wishes, SecureRandom random, Clock clock) {
        return new Responders(issuers, new ResponderRows(jdbc), wishes, random, clock);
    }

    @Bean
    RunningLoop ocspRespondersLoop(Responders responders, Wakes wakes) {
        Loop loop = new Loop(
                "web-ocsp-responders",
                () -> {
                    responders.keep();
                    return 0;
                },
                Pace.every(KEEP_EVERY));
        wakes.onWake("published", loop::wake);
        wakes.onWake("responder", loop::wake);
        return new RunningLoop(loop);
    }

    @Bean
    OwnAlarms ocspAlarms(Responders responders) {
        return responders::alarms;
    }

    @Bean
    Statuses ocspStatuses(JdbcTemplate jdbc, WebSettings settings) {
        return new Statuses(jdbc, settings.ocsp().unknownSerials() == WebSettings.UnknownSerials.REVOKED);
    }

    @Bean
    KeptAnswers ocspKeptAnswers(Statuses statuses, Clock clock) {
        return new KeptAnswers(statuses, clock);
    }

    @Bean
    RunningLoop ocspKeptAnswersLoop(KeptAnswers kept) {
        return RunningLoop.every(KeptAnswers.LOOK_EVERY, "web-ocsp-changes", kept::look);
    }

    /** @param threads of the container; an eighth of them may wait for what the database says: half of what submissions leave */
    @Bean
    ServletRegistrationBean<OcspServlet> ocspServlet(
            Responders responders,
            Statuses statuses,
            KeptAnswers kept,
            Clock clock,
            @Value("${server.tomcat.threads.max:200}") int threads) {
        Ocsp ocsp = new Ocsp(responders, statuses, kept, clock, Math.max(1, threads / 8));
        return new ServletRegistrationBean<>(new OcspServlet(ocsp, clock), OcspServlet.PATH + "/*");
    }

    /** Base64 has slashes, which clients write in percents. Elsewhere such an address is refused as it ever was, by a filter. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> ocspSlashes() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
