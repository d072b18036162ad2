package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.httpca.web.acme.SignedCallsTest.refused;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** RFC 8555, sections 7.4 and 7.5: orders, authorizations and challenges, until a check has its outcome. */
class OrdersTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private final AcmeUnderTest acme = AcmeUnderTest.shared();
    private final JdbcClient owner = WebUnderTest.shared().owner();

    @Test
    void anOrderHasAnAuthorizationForEachNameAndThatHasItsChallenges() {
        AcmeClient client = acme.registered();
        Http.Answer made =
                client.post(NEW_ORDER, order("dns:b.example", "dns:*.A.example", "ip:192.0.2.1", "dns:b.example"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().get("status").asString()).isEqualTo("pending");
        assertThat(made.json().get("identifiers").toString()).contains("*.a.example", "b.example", "192.0.2.1");
        assertThat(made.json().get("authorizations")).hasSize(3);
        assertThat(client.get(path(made.header("Location"))).json()).isEqualTo(made.json());
        JsonNode wildcard = authorization(client, made, 0);
        assertThat(wildcard.at("/identifier/value").asString()).isEqualTo("a.example");
        assertThat(wildcard.get("wildcard").asBoolean(false)).isTrue();
        assertThat(types(wildcard)).isEqualTo("dns-01 dns-account-01");
        assertThat(types(authorization(client, made, 1))).isEqualTo("http-01 dns-01 tls-alpn-01 dns-account-01");
        assertThat(types(authorization(client, made, 2))).isEqualTo("http-01 tls-alpn-01");
        assertThat(authorization(client, made, 1).get("challenges"))
                .allSatisfy(one -> assertThat(one.get("token").asString()).matches("[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dns|not a name|rejectedIdentifier",
                "dns|a_b.example|rejectedIdentifier",
                "dns|192.0.2.1|rejectedIdentifier",
                "dns|*.*.example|rejectedIdentifier",
                "dns|a.*.example|rejectedIdentifier",
                "ip|a.example|rejectedIdentifier",
                "ip|192.0.2.0/24|rejectedIdentifier",
                "email|a@example.org|unsupportedIdentifier"
            })
    void namesThatAreNone(String type, String value, String error) {
        Http.Answer answer = acme.registered().post(NEW_ORDER, order("dns:good.example", type + ":" + value));
        refused(answer, 400, error);
        assertThat(answer.json().get("subproblems")).hasSize(1);
        assertThat(answer.json().at("/subproblems/0/identifier/value").asString())
                .isEqualTo(value);
    }

    @Test
    void whatIsNotTaken() {
        AcmeClient client = acme.registered();
        String thousand = order(
                IntStream.range(0, 1000).mapToObj(i -> "dns:h" + i + ".example").toArray(String[]::new));
        refused(client.post(NEW_ORDER, thousand), 400, "malformed");
        refused(client.post(NEW_ORDER, "{\"identifiers\":[]}"), 400, "malformed");
        refused(client.post(NEW_ORDER, "{}"), 400, "malformed");
        String bounded = order("dns:a.example").replaceFirst("\\{", "{\"notAfter\":\"2030-01-01T00:00:00Z\",");
        refused(client.post(NEW_ORDER, bounded), 400, "malformed");
        refused(client.byKey(NEW_ORDER, order("dns:a.example")), 400, "malformed");
    }

    @Test
    void whatIsAnothersIsNotThere() {
        AcmeClient client = acme.registered();
        Http.Answer made = client.post(NEW_ORDER, order("dns:own.example"));
        JsonNode authorization = authorization(client, made, 0);
        AcmeClient other = acme.registered();
        refused(other.get(path(made.header("Location"))), 404, "malformed");
        String authorizationPath = path(made.json().at("/authorizations/0").asString());
        refused(other.get(authorizationPath), 404, "malformed");
        refused(other.post(authorizationPath, "{\"status\":\"deactivated\"}"), 404, "malformed");
        String challenge = path(authorization.at("/challenges/0/url").asString());
        refused(other.get(challenge), 404, "malformed");
        refused(other.post(challenge, "{}"), 404, "malformed");
        assertThat(authorization(client, made, 0)).isEqualTo(authorization);
        refused(other.get("/acme/account/" + client.accountId() + "/orders"), 403, "unauthorized");
        refused(client.get("/acme/order/nothing"), 404, "malformed");
        refused(client.post(path(made.header("Location")), "{}"), 400, "malformed");
    }

    @Test
    void aClientAsksOnceAndTheWorkerSays() {
        AcmeClient client = acme.registered();
        Http.Answer made = client.post(NEW_ORDER, order("dns:shown.example"));
        String challenge =
                path(authorization(client, made, 0).at("/challenges/0/url").asString());
        assertThat(client.get(challenge).json().get("status").asString()).isEqualTo("pending");
        Http.Answer asked = client.post(challenge, "{}");
        assertThat(asked.json().get("status").asString()).isEqualTo("processing");
        assertThat(asked.header("Retry-After")).isNotEmpty();
        assertThat(asked.response().headers().allValues("Link"))
                .anySatisfy(link -> assertThat(link).contains("/acme/authz/").endsWith("rel=\"up\""));
        String due = due(challenge);
        assertThat(due).isNotEmpty();
        client.post(challenge, "{}");
        assertThat(due(challenge)).isEqualTo(due);
        assertThat(status(client, made)).isEqualTo("pending");
        decide(challenge, "valid", null);
        assertThat(status(client, made)).isEqualTo("ready");
        JsonNode valid = authorization(client, made, 0);
        assertThat(valid.get("status").asString()).isEqualTo("valid");
        assertThat(types(valid)).isEqualTo("http-01");
        assertThat(valid.at("/challenges/0/validated").asString()).isNotEmpty();
    }

    @Test
    void whatIsNotShownEndsTheOrder() {
        AcmeClient client = acme.registered();
        Http.Answer made = client.post(NEW_ORDER, order("dns:notshown.example"));
        String challenge =
                path(authorization(client, made, 0).at("/challenges/0/url").asString());
        client.post(challenge, "{}");
        decide(
                challenge,
                "invalid",
                "{\"type\":\"urn:ietf:params:acme:error:connection\",\"detail\":\"Nobody answers.\"}");
        JsonNode authorization = authorization(client, made, 0);
        assertThat(authorization.get("status").asString()).isEqualTo("invalid");
        assertThat(authorization.at("/challenges/0/error/detail").asString()).isEqualTo("Nobody answers.");
        assertThat(status(client, made)).isEqualTo("invalid");
    }

    @Test
    void whatIsValidIsUsedAgainByItsAccountUntilItIsDeactivated() {
        AcmeClient client = acme.registered();
        Http.Answer first = client.post(NEW_ORDER, order("dns:again.example"));
        String challenge =
                path(authorization(client, first, 0).at("/challenges/0/url").asString());
        client.post(challenge, "{}");
        decide(challenge, "valid", null);
        Http.Answer second = client.post(NEW_ORDER, order("dns:again.example"));
        assertThat(second.json().get("status").asString()).isEqualTo("ready");
        assertThat(second.json().get("authorizations")).isEqualTo(first.json().get("authorizations"));
        assertThat(client.post(NEW_ORDER, order("dns:*.again.example"))
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("pending");
        assertThat(acme.registered()
                        .post(NEW_ORDER, order("dns:again.example"))
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("pending");
        String authorization = path(first.json().at("/authorizations/0").asString());
        assertThat(client.post(authorization, "{\"status\":\"deactivated\"}")
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("deactivated");
        assertThat(status(client, second)).isEqualTo("invalid");
        assertThat(client.post(NEW_ORDER, order("dns:again.example"))
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("pending");
    }

    @Test
    void whatOneKeyHasShownDoesNotCountForTheNext() {
        AcmeClient client = acme.registered();
        Http.Answer first = client.post(NEW_ORDER, order("dns:rolled.example"));
        String challenge =
                path(authorization(client, first, 0).at("/challenges/0/url").asString());
        client.post(challenge, "{}");
        decide(challenge, "valid", null);
        assertThat(status(client, first)).isEqualTo("ready");
        AccountsTest.rollOver(client, Keys.ec("P-256"));
        assertThat(authorization(client, first, 0).get("status").asString()).isEqualTo("revoked");
        assertThat(status(client, first)).isEqualTo("invalid");
        Http.Answer second = client.post(NEW_ORDER, order("dns:rolled.example"));
        assertThat(second.json().get("status").asString()).isEqualTo("pending");
        assertThat(second.json().get("authorizations"))
                .isNotEqualTo(first.json().get("authorizations"));
    }

    @Test
    void timesEndWhatIsPendingAndWhatIsValid() {
        AcmeClient client = acme.registered();
        Http.Answer made = client.post(NEW_ORDER, order("dns:late.example"));
        String authorization = path(made.json().at("/authorizations/0").asString());
        String challenge =
                path(authorization(client, made, 0).at("/challenges/0/url").asString());
        owner.sql("update acme_authorization set expires_at = now() - interval '1 second' where id = ?::uuid")
                .param(id(authorization))
                .update();
        client.post(challenge, "{}");
        assertThat(due(challenge)).isEqualTo("never");
        assertThat(status(client, made)).isEqualTo("invalid");
        decide(challenge, "valid", null);
        assertThat(authorization(client, made, 0).get("status").asString()).isEqualTo("revoked"); // nobody's key
        owner.sql("update acme_challenge set thumbprint = k.thumbprint from acme_account k"
                        + " where k.id = ?::uuid and acme_challenge.id = ?::uuid")
                .params(client.accountId(), id(challenge))
                .update();
        assertThat(authorization(client, made, 0).get("status").asString()).isEqualTo("valid");
        owner.sql("update acme_challenge set decided_at = now() - interval '10 days' where id = ?::uuid")
                .param(id(challenge))
                .update();
        assertThat(authorization(client, made, 0).get("status").asString()).isEqualTo("expired");
    }

    @Test
    void anAccountsOrdersAreListedInPages() {
        AcmeClient client = acme.registered();
        String list = "/acme/account/" + client.accountId() + "/orders";
        assertThat(client.get(list).json().get("orders")).isEmpty();
        String newest = client.post(NEW_ORDER, order("dns:listed.example")).header("Location");
        owner.sql(
                        "insert into acme_order (id, account_id, created_at, expires_at) select gen_random_uuid(), ?::uuid, now(),"
                                + " now() + interval '1 day' from generate_series(1, 130)")
                .param(client.accountId())
                .update();
        Http.Answer page = client.get(list);
        assertThat(page.json().get("orders")).hasSize(100);
        String next = page.response().headers().allValues("Link").stream()
                .filter(link -> link.endsWith("rel=\"next\""))
                .findFirst()
                .orElseThrow();
        Http.Answer rest = client.get(path(next.substring(1, next.indexOf('>'))));
        assertThat(rest.json().get("orders")).hasSize(31);
        assertThat(page.text() + rest.text()).contains(newest);
    }

    /** What came of a check is the worker's to write. */
    @Test
    void theWebRolesLoginCannotSayWhatWasShown() {
        JdbcClient web = acme.bean(JdbcClient.class);
        assertThatThrownBy(() -> web.sql("update acme_challenge set outcome = 'valid', decided_at = now()")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> web.sql(
                                "insert into acme_challenge (id, authorization_id, type, token, outcome, decided_at)"
                                        + " select ?, id, 'dns-01', '', 'valid', now() from acme_authorization limit 1")
                        .param(UUID.randomUUID())
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    static void decide(String challenge, String outcome, @Nullable String problem) {
        WebUnderTest.shared()
                .owner()
                .sql(
                        "update acme_challenge set outcome = ?, decided_at = now(), due_at = null, problem = ? where id = ?::uuid")
                .param(outcome)
                .param(problem)
                .param(id(challenge))
                .update();
    }

    private String due(String challenge) {
        return owner.sql("select coalesce(due_at::text, 'never') from acme_challenge where id = ?::uuid")
                .param(id(challenge))
                .query(String.class)
                .single();
    }

    static String status(AcmeClient client, Http.Answer order) {
        return client.get(path(order.header("Location"))).json().get("status").asString();
    }

    static JsonNode authorization(AcmeClient client, Http.Answer order, int number) {
        Http.Answer answer =
                client.get(path(order.json().at("/authorizations/" + number).asString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static String types(JsonNode authorization) {
        return authorization
                .get("challenges")
                .valueStream()
                .map(one -> one.get("type").asString())
                .collect(Collectors.joining(" "));
    }

    static String order(String... identifiers) {
        return IntStream.range(0, identifiers.length)
                .mapToObj(i -> identifiers[i].split(":", 2))
                .map(one -> "{\"type\":\"" + one[0] + "\",\"value\":\"" + one[1] + "\"}")
                .collect(Collectors.joining(",", "{\"identifiers\":[", "]}"));
    }

    static String path(String address) {
        return address.substring(address.indexOf("/acme/"));
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
