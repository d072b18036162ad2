package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.OrdersTest.authorization;
import static org.httpca.web.acme.OrdersTest.decide;
import static org.httpca.web.acme.OrdersTest.order;
import static org.httpca.web.acme.OrdersTest.path;
import static org.httpca.web.acme.OrdersTest.status;
import static org.httpca.web.acme.OrdersTest.types;

import org.httpca.web.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** RFC 8555, section 7.1.6, where a client has two challenges of one authorization checked. */
class FirstOutcomeTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private final AcmeUnderTest acme = AcmeUnderTest.shared();

    /** Section 7.1.6 knows no way from invalid to valid, nor one away from it. */
    @Test
    void whatIsFoundFirstDecides() {
        AcmeClient client = acme.registered();
        Http.Answer made = client.post(NEW_ORDER, order("dns:two.example"));
        JsonNode authorization = authorization(client, made, 0);
        String first = path(authorization.at("/challenges/0/url").asString());
        String second = path(authorization.at("/challenges/1/url").asString());
        client.post(first, "{}");
        client.post(second, "{}");
        decide(first, "invalid", "{}");
        decide(second, "valid", null);
        assertThat(authorization(client, made, 0).get("status").asString()).isEqualTo("invalid");
        assertThat(types(authorization(client, made, 0))).isEqualTo("http-01");
        assertThat(status(client, made)).isEqualTo("invalid");
        assertThat(client.post(NEW_ORDER, order("dns:two.example"))
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("pending");
        String own = path(made.json().at("/authorizations/0").asString());
        Http.Answer asked = client.post(own, "{\"status\":\"deactivated\"}");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.json().get("status").asString()).isEqualTo("invalid");
    }

    @Test
    void whatIsShownFirstStaysShown() {
        AcmeClient client = acme.registered();
        Http.Answer made = client.post(NEW_ORDER, order("dns:stays.example"));
        JsonNode authorization = authorization(client, made, 0);
        String first = path(authorization.at("/challenges/0/url").asString());
        String second = path(authorization.at("/challenges/1/url").asString());
        client.post(first, "{}");
        client.post(second, "{}");
        decide(second, "valid", null);
        decide(first, "invalid", "{}");
        assertThat(authorization(client, made, 0).get("status").asString()).isEqualTo("valid");
        assertThat(types(authorization(client, made, 0))).isEqualTo("dns-01");
    }
}
