package org.httpca.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

class ManagementTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();

    @Test
    void healthAndMetricsAreOnAPortOfTheirOwnAndNothingElseIs() {
        Map<String, Object> properties = WEB.properties();
        properties.put("httpca.management.port", 0);
        try (ConfigurableApplicationContext context = WebRole.run(properties)) {
            Http management = WebUnderTest.management(context);

            WebUnderTest.http(context).get("/api/v1/profiles");
            Answer metrics = management.get("/actuator/prometheus");
            assertThat(metrics.status()).isEqualTo(200);
            assertThat(metrics.text())
                    .contains(
                            "httpca_requests{status=\"queued\"}",
                            "httpca_outbox_depth",
                            "httpca_heartbeat_age_seconds{role=\"signer\"}",
                            "httpca_signer_requests{state=\"Waiting-For-Approval\"}",
                            "http_server_requests_seconds_count",
                            "hikaricp_connections");
            assertThat(management
                            .get("/actuator/health/readiness")
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("UP");
            assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(management.get("/actuator/env").status()).isEqualTo(404);
            assertThat(management.get("/api/v1/profiles").status()).isEqualTo(404);
            assertThat(WebUnderTest.http(context).get("/actuator/health").status())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Correlation-ID, from-the-client.1, from-the-client.1",
        "traceparent, 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, 4bf92f3577b34da6a3ce929d0e0e4736",
    })
    void everyAnswerSaysHowTheLogCallsIt(String header, String value, String id) {
        assertThat(WEB.http().get("/api/v1/profiles", header, value).header("X-Correlation-ID"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Correlation-ID, 'two words'",
        "X-Correlation-ID, <script>",
        "traceparent, 00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "traceparent, nonsense"
    })
    void anIdThatIsNoneIsReplaced(String header, String value) {
        assertThat(WEB.http().get("/api/v1/profiles", header, value).header("X-Correlation-ID"))
                .matches("[0-9a-f-]{36}");
        assertThat(WEB.http()
                        .get("/api/v1/profiles", "X-Correlation-ID", "x".repeat(65))
                        .header("X-Correlation-ID"))
                .matches("[0-9a-f-]{36}");
    }
}
