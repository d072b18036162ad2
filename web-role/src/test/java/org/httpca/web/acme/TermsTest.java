package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.FinalizeTest.finalizeOrder;
import static org.httpca.web.acme.OrdersTest.order;
import static org.httpca.web.acme.SignedCallsTest.refused;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an order is made for besides names: a profile and dates. */
class TermsTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private static final JsonMapper JSON = new JsonMapper();
    private final AcmeUnderTest acme = AcmeUnderTest.shared();

    @Test
    void theDirectoryNamesTheProfiles() {
        JsonNode profiles = acme.http().get("/acme/directory").json().at("/meta/profiles");
        assertThat(profiles.get("server").asString()).isEqualTo("Servers");
        assertThat(profiles.get("client").asString()).isEqualTo("Clients");
    }

    @Test
    void anOrderIsForTheProfileThatItNamesOrForTheDefaultOne() {
        AcmeClient client = acme.registered();
        Http.Answer plain = client.post(NEW_ORDER, order("dns:plain.example"));
        assertThat(plain.json().get("profile").asString()).isEqualTo("server");
        String order = ReadyOrders.ready(client, with("\"profile\":\"client\"", "dns:profile.example"));
        assertThat(client.get(order).json().get("profile").asString()).isEqualTo("client");
        Http.Answer done = finalizeOrder(client, order, Csr.der("profile.example"));
        assertThat(done.json().get("profile").asString()).isEqualTo("client");
        assertThat(JSON.readTree(ReadyOrders.command(order)).get("profile").asString())
                .isEqualTo("client");
        refused(client.post(NEW_ORDER, with("\"profile\":\"Client\"", "dns:a.example")), 400, "invalidProfile");
        refused(client.post(NEW_ORDER, with("\"profile\":7", "dns:a.example")), 400, "malformed");
    }

    @Test
    void datesAreKeptWhereTheProfileAllowsAny() {
        AcmeClient client = acme.registered();
        Instant from = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        Instant until = from.plus(Duration.ofDays(3));
        String order = ReadyOrders.ready(client, dated(from, until, "dns:dated.example"));
        JsonNode shown = client.get(order).json();
        assertThat(shown.get("notBefore").asString()).isEqualTo(from.toString());
        assertThat(shown.get("notAfter").asString()).isEqualTo(until.toString());
        finalizeOrder(client, order, Csr.der("dated.example"));
        JsonNode command = JSON.readTree(ReadyOrders.command(order));
        assertThat(command.get("notBefore").asString()).isEqualTo(from.toString());
        assertThat(command.get("notAfter").asString()).isEqualTo(until.toString());
        refused(client.post(NEW_ORDER, dated(from, from.plus(Duration.ofDays(11)), "dns:a.example")), 400, "malformed");
        refused(client.post(NEW_ORDER, dated(until, from, "dns:a.example")), 400, "malformed");
        refused(
                client.post(NEW_ORDER, with("\"profile\":\"client\",\"notAfter\":\"tomorrow\"", "dns:a.example")),
                400,
                "malformed");
        String byServer = dated(from, until, "dns:a.example").replace("\"client\"", "\"server\"");
        refused(client.post(NEW_ORDER, byServer), 400, "malformed");
    }

    @Test
    void aNameIsAuthorizedBeforeItsOrder() {
        AcmeClient client = acme.registered();
        Http.Answer made = client.post("/acme/new-authz", identifier("dns", "Ahead.example"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("status").asString()).isEqualTo("pending");
        assertThat(made.json().at("/identifier/value").asString()).isEqualTo("ahead.example");
        assertThat(made.json().get("challenges")).hasSize(4);
        String authorization = OrdersTest.path(made.header("Location"));
        assertThat(client.get(authorization).json()).isEqualTo(made.json());
        refused(acme.registered().get(authorization), 404, "malformed");
        refused(client.post("/acme/new-authz", identifier("dns", "*.ahead.example")), 400, "malformed");
        refused(client.post("/acme/new-authz", identifier("dns", "a_b.example")), 400, "rejectedIdentifier");
        refused(client.post("/acme/new-authz", identifier("email", "a@b")), 400, "unsupportedIdentifier");
        refused(client.post("/acme/new-authz", "{}"), 400, "malformed");
        assertThat(acme.http().get("/acme/directory").json().get("newAuthz").asString())
                .isEqualTo(acme.base() + "/acme/new-authz");
    }

    private static String identifier(String type, String value) {
        return "{\"identifier\":{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}}";
    }

    private static String dated(Instant from, Instant until, String name) {
        return with("\"profile\":\"client\",\"notBefore\":\"" + from + "\",\"notAfter\":\"" + until + "\"", name);
    }

    static String with(String members, String... identifiers) {
        return order(identifiers).replaceFirst("\\{", "{" + members + ",");
    }
}
