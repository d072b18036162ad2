package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
import org.httpca.web.page.Forms;
import org.httpca.web.page.PagePromises;
import org.httpca.web.token.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators see of ACME, and do: with a browser, and as whoever is none. */
class AcmePagesTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private static final AcmeUnderTest ACME = AcmeUnderTest.shared();
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    private static String token = "";
    private static String cookie = "";

    private final JdbcClient owner = WebUnderTest.shared().owner();

    @BeforeAll
    static void signIn() {
        token = WebUnderTest.shared().token("acme-operator", Scope.OPERATOR);
        cookie = Forms.cookie(Forms.post(ACME.http(), "", "/operator", "bearer", token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "orders", "checks"})
    void whoIsNoOperatorIsAskedAndComesBack(String place) throws Exception {
        String path = "/operator/acme" + (place.equals("accounts") ? "" : "/" + place);
        Http.Answer asked = ACME.http().get(path, "Accept", "text/html");
        PagePromises.kept(asked.text());
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text()).contains("name=\"acme\" value=\"" + place + "\"");
        Http.Answer wrong = Forms.post(ACME.http(), "", "/operator", "bearer", "nothing", "acme", place);
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.text()).contains("name=\"acme\" value=\"" + place + "\"");
        Http.Answer in = Forms.post(ACME.http(), "", "/operator", "bearer", token, "acme", place);
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).endsWith(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "../certificates", "https://evil.example/", ""})
    void nobodyIsSentElsewhere(String place) {
        Http.Answer in = Forms.post(ACME.http(), "", "/operator", "bearer", token, "acme", place);
        assertThat(in.header("Location")).endsWith("/certificates");
    }

    @Test
    void anAccountIsFoundByWhatAnOperatorKnowsOfIt() throws Exception {
        AcmeClient client = ACME.client();
        client.register("{\"contact\":[\"mailto:first.found@example.org\",\"mailto:found@example.org\"]}");
        AcmeClient other = ACME.registered();
        String thumbprint = owner.sql("select thumbprint from acme_account where id = ?::uuid")
                .param(client.accountId())
                .query(String.class)
                .single();
        for (String q : List.of("found@example.org", "mailto:found@example.org", client.accountId(), thumbprint)) {
            String found = shown("/operator/acme?q=" + encoded(q));
            assertThat(found)
                    .contains("/operator/acme/accounts/" + client.accountId(), "first.found@example.org")
                    .doesNotContain(other.accountId());
        }
        assertThat(shown("/operator/acme")).contains(client.accountId(), other.accountId());
        assertThat(shown("/operator/acme?q=nobody@example.org")).contains("There is none like that.");
        assertThat(get("/operator/acme?q=" + "x".repeat(300)).status()).isEqualTo(400);
        assertThat(get("/operator/acme?before=1").status()).isEqualTo(400);
    }

    @Test
    void anAccountThatAKeyBoundIsFoundByItsName() throws Exception {
        owner.sql(
                        "insert into acme_external_key (kid, name, secret, made_at) values ('kid-pages', 'team-pages', '\\x00', now())")
                .update();
        AcmeClient client = ACME.registered();
        owner.sql("update acme_account set external_kid = 'kid-pages' where id = ?::uuid")
                .param(client.accountId())
                .update();
        assertThat(shown("/operator/acme?q=team-pages")).contains(client.accountId());
        assertThat(shown("/operator/acme?q=kid-pages")).contains(client.accountId());
        assertThat(shown("/operator/acme/accounts/" + client.accountId())).contains("Bound with the key", "team-pages");
    }

    @Test
    void pagesAreLinked() throws Exception {
        for (int i = 0; i < 51; i++) {
            owner.sql("insert into acme_account (id, thumbprint, public_key, contacts, source, created_at)"
                            + " values (?, ?, '{}', '{mailto:many@example.org}', '192.0.2.1', now())")
                    .params(UUID.randomUUID(), "many" + i)
                    .update();
        }
        String first = shown("/operator/acme?q=many%40example.org");
        String second = shown(next(first));
        assertThat(first.split("<tr>", -1)).hasSize(52);
        assertThat(second.split("<tr>", -1)).hasSize(3);
        assertThat(second).doesNotContain("rel=\"next\"").contains("From the beginning");
    }

    @Test
    void anOrderIsFoundByNameWithTheStatusThatItsClientSees() throws Exception {
        AcmeClient client = ACME.registered();
        Map<String, String> orders = Map.of(
                "pending", order(client, "pending.pages.example", null, null),
                "ready", order(client, "ready.pages.example", "valid", null),
                "invalid", order(client, "invalid.pages.example", "invalid", "connection"));
        orders.forEach((status, path) ->
                assertThat(client.get(path).json().get("status").asString()).isEqualTo(status));
        for (String status : List.of("pending", "ready", "invalid", "processing", "valid")) {
            String page = shown("/operator/acme/orders?account=" + client.accountId() + "&status=" + status);
            orders.forEach((each, path) -> {
                if (each.equals(status)) {
                    assertThat(page).contains(OrdersTest.id(path));
                } else {
                    assertThat(page).doesNotContain(OrdersTest.id(path));
                }
            });
        }
        order(client, "*.wild.pages.example", null, null);
        assertThat(shown("/operator/acme/orders?name=READY.pages.example"))
                .contains(OrdersTest.id(orders.getOrDefault("ready", "")), "ready.pages.example");
        assertThat(shown("/operator/acme/orders?name=*.wild.pages.example")).contains("*.wild.pages.example");
        assertThat(shown("/operator/acme/orders?name=wild.pages.example")).contains("There is none like that.");
        for (String wrong : List.of("name=not+a+name", "status=lost", "account=mine", "before=x")) {
            assertThat(get("/operator/acme/orders?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    /** A page ends after so many orders that were looked at, and says that there are more. */
    @Test
    void amongManyOneGoesOn() throws Exception {
        AcmeClient client = ACME.registered();
        owner.sql(
                        "insert into acme_order (id, account_id, created_at, expires_at) select gen_random_uuid(), ?::uuid, now(),"
                                + " now() + interval '1 day' from generate_series(1, 2010)")
                .param(client.accountId())
                .update();
        String none = shown("/operator/acme/orders?status=valid&account=" + client.accountId());
        assertThat(none).contains("Nothing so far.");
        assertThat(shown(next(none))).contains("There is none like that.").doesNotContain("rel=\"next\"");
        String ready = shown("/operator/acme/orders?status=ready&account=" + client.accountId());
        int pages = 1;
        while (ready.contains("rel=\"next\"")) {
            ready = shown(next(ready));
            pages++;
        }
        assertThat(pages).isEqualTo(11); // 200 are read for each
        String all = shown("/operator/acme/orders?account=" + client.accountId());
        assertThat(all.split("<tr>", -1)).hasSize(52);
        assertThat(shown(next(all)).split("<tr>", -1)).hasSize(52);
    }

    @Test
    void aCheckThatFailedIsShownWithItsReason() throws Exception {
        AcmeClient client = ACME.registered();
        order(client, "reason.pages.example", "invalid", "dns");
        for (String path : List.of(
                "/operator/acme/checks",
                "/operator/acme/checks?name=reason.pages.example",
                "/operator/acme/accounts/" + client.accountId())) {
            assertThat(shown(path))
                    .contains("reason.pages.example", "Seen: &lt;nothing&gt;.", "<code>dns</code>", "http-01");
        }
        assertThat(shown("/operator/acme/checks?name=other.pages.example"))
                .contains("There is none like that.")
                .doesNotContain("Seen:");
        for (int i = 0; i < 51; i++) {
            // no account may fail so often
            client = i % 17 == 0 ? ACME.registered() : client;
            order(client, "often.pages.example", "invalid", "dns");
        }
        String first = shown("/operator/acme/checks?name=often.pages.example");
        assertThat(first.split("<tr>", -1)).hasSize(52);
        assertThat(shown(next(first)).split("<tr>", -1)).hasSize(3);
    }

    @Test
    void anAccountIsRevokedByAnOperatorWhoMeansIt() throws Exception {
        AcmeClient client = ACME.registered();
        String page = "/operator/acme/accounts/" + client.accountId();
        String form = Forms.formToken(get(page));
        assertThat(Forms.post(ACME.http(), "", page + "/revocation", "sure", "yes")
                        .status())
                .isEqualTo(401);
        assertThat(Forms.post(ACME.http(), cookie, page + "/revocation", "sure", "yes")
                        .status())
                .as("without the form's token")
                .isEqualTo(403);
        Http.Answer unsure = Forms.post(ACME.http(), cookie, page + "/revocation", "token", form);
        PagePromises.kept(unsure.text());
        assertThat(unsure.status()).isEqualTo(400);
        assertThat(unsure.text()).contains("Tick this if you mean it.");
        assertThat(client.get("/acme/account/" + client.accountId()).status()).isEqualTo(200);

        Http.Answer done = Forms.post(ACME.http(), cookie, page + "/revocation", "token", form, "sure", "yes");
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location")).endsWith(page);
        assertThat(shown(page)).contains("Revoked").doesNotContain("/revocation");
        assertThat(client.get("/acme/account/" + client.accountId()).status()).isEqualTo(401);
        assertThat(client.byKey("/acme/new-account", "{}").status()).isEqualTo(401);
        assertThat(get("/operator/acme/accounts/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(Forms.post(ACME.http(), cookie, "/operator/acme/accounts/1/revocation", "token", form, "sure", "yes")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theCaPageAndTheSearchLeadToIt() throws Exception {
        assertThat(shown("/ca")).contains("/acme/directory", "certbot certonly");
        assertThat(shown("/certificates")).contains("href=\"/operator/acme\"");
    }

    /** The order's path; its authorization has had that outcome, if any. */
    private String order(AcmeClient client, String name, @Nullable String outcome, @Nullable String error) {
        Http.Answer made = client.post(NEW_ORDER, OrdersTest.order("dns:" + name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String authorization =
                OrdersTest.path(made.json().at("/authorizations/0").asString());
        String challenge = OrdersTest.path(
                client.get(authorization).json().at("/challenges/0/url").asString());
        if (outcome != null) {
            // as after an answer to it, which waits for a worker
            owner.sql(
                            "update acme_challenge set asked_at = now(), outcome = ?, decided_at = now(), attempts = 3, problem = ?,"
                                    + " thumbprint = (select thumbprint from acme_account where id = ?::uuid) where id = ?::uuid")
                    .param(outcome)
                    .param(
                            error == null
                                    ? null
                                    : "{\"type\":\"urn:ietf:params:acme:error:" + error
                                            + "\",\"detail\":\"Seen: <nothing>.\"}")
                    .params(client.accountId(), OrdersTest.id(challenge))
                    .update();
        }
        return OrdersTest.path(made.header("Location"));
    }

    private static String next(String page) {
        Matcher next = NEXT.matcher(page);
        assertThat(next.find()).isTrue();
        return next.group(1).replace("&amp;", "&");
    }

    private static Http.Answer get(String path) {
        return ACME.http().get(path, "Accept", "text/html", "Cookie", cookie);
    }

    private static String shown(String path) throws Exception {
        Http.Answer answer = get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        PagePromises.kept(answer.text());
        return answer.text();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
