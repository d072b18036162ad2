package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.httpca.message.Role;
import org.httpca.web.WebRole;
import org.httpca.worker.WorkerRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.util.KeyPairUtils;
import org.springframework.context.ConfigurableApplicationContext;

/** A client that comes to another of two web roles at each connection, with two workers behind them, notices nothing. */
@Tag("full")
@Timeout(240)
class AcmeSharedWorkTest {
    private static final int ORDERS = 10;

    @TempDir
    Path folder = Path.of("");

    @Test
    void aClientThatAlternatesNoticesNothing() throws Exception {
        try (AcmeInstallation httpca = AcmeInstallation.start(folder, Map.of())) {
            Map<String, Object> web =
                    new HashMap<>(httpca.standalone().role("web").properties());
            web.put("httpca.port", 0);
            web.put("httpca.https.port", -1);
            Map<String, Object> worker = SecondInstance.of(httpca.standalone(), Role.WORKER);
            try (ConfigurableApplicationContext second = WebRole.run(web);
                    ConfigurableApplicationContext other = WorkerRole.run(worker);
                    AlternatingProxy proxy = new AlternatingProxy(List.of(
                            URI.create(httpca.standalone().url()),
                            URI.create("http://127.0.0.1:"
                                    + second.getEnvironment().getRequiredProperty("local.server.port"))))) {
                assertThat(other.isRunning()).isTrue();
                Login login = new AccountBuilder()
                        .agreeToTermsOfService()
                        .useKeyPair(KeyPairUtils.createECKeyPair("secp256r1"))
                        .createLogin(new Alternating(URI.create(proxy.url() + "acme/directory")));
                for (int i = 0; i < ORDERS; i++) {
                    String name = "turn" + i + ".acme.test";
                    Order order = login.newOrder().domain(name).create();
                    for (Authorization authorization : order.getAuthorizations()) {
                        Subscribers.show(httpca, authorization, "http-01");
                    }
                    Certificate certificate = Subscribers.complete(order);
                    assertThat(certificate.getCertificate().getSubjectAlternativeNames())
                            .contains(List.of(2, name));
                }
                assertThat(proxy.connectionsOf(0)).isGreaterThan(ORDERS);
                assertThat(proxy.connectionsOf(1)).isGreaterThan(ORDERS);
            }
        }
    }

    /** Opens a connection for each call. */
    private static final class Alternating extends Session {
        Alternating(URI directory) {
            super(directory);
        }

        @Override
        public HttpClient getHttpClient() {
            return provider().createHttpClient(networkSettings());
        }
    }
}
