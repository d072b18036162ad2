package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.FinalizeTest.finalizeOrder;
import static org.httpca.web.acme.OrdersTest.order;
import static org.httpca.web.acme.SignedCallsTest.refused;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
import org.httpca.web.acme.account.ExternalKeys;
import org.httpca.web.acme.account.OperatedAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** RFC 8555, section 6.6. */
class LimitsTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private final JdbcClient owner = WebUnderTest.shared().owner();

    private final List<AcmeUnderTest> started = new ArrayList<>();

    private AcmeUnderTest start(Map<String, Object> settings) {
        AcmeUnderTest acme = AcmeUnderTest.start(settings);
        started.add(acme);
        return acme;
    }

    @AfterEach
    void close() {
        started.forEach(AcmeUnderTest::close);
    }

    @Test
    void ordersOfAnAccount() {
        AcmeUnderTest acme = start(Map.of("httpca.acme.limits.orders-per-hour", 2));
        AcmeClient client = acme.registered();
        assertThat(client.post(NEW_ORDER, order("dns:l1.example")).status()).isEqualTo(201);
        assertThat(client.post(NEW_ORDER, order("dns:l2.example")).status()).isEqualTo(201);
        Http.Answer refused = client.post(NEW_ORDER, order("dns:l3.example"));
        refused(refused, 429, "rateLimited");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1700L, 1800L);
        assertThat(acme.registered().post(NEW_ORDER, order("dns:l3.example")).status())
                .isEqualTo(201);
        OperatedAccounts operated = acme.bean(OperatedAccounts.class);
        UUID account = UUID.fromString(client.accountId());
        assertThat(operated.unlimited(account, true, "token:olga")).isTrue();
        assertThat(client.post(NEW_ORDER, order("dns:l3.example")).status()).isEqualTo(201);
        operated.unlimited(account, false, "token:olga");
        refused(client.post(NEW_ORDER, order("dns:l3.example")), 429, "rateLimited");
    }

    @Test
    void certificatesForTheSameNames() {
        AcmeUnderTest acme = start(Map.of("httpca.acme.limits.certificates-per-week", 1));
        AcmeClient client = acme.registered();
        String first = ReadyOrders.ready(client, order("dns:s1.example", "dns:s2.example"));
        // not finalized: nothing was issued
        ReadyOrders.ready(client, order("dns:s1.example", "dns:s2.example"));
        finalizeOrder(client, first, Csr.der("s1.example", "s2.example"));
        Http.Answer refused = client.post(NEW_ORDER, order("dns:s2.example", "dns:s1.example"));
        refused(refused, 429, "rateLimited");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(604_000L, 604_800L);
        assertThat(client.post(NEW_ORDER, order("dns:s1.example")).status()).isEqualTo(201);
        assertThat(acme.registered()
                        .post(NEW_ORDER, order("dns:s1.example", "dns:s2.example"))
                        .status())
                .isEqualTo(201);
        owner.sql("update acme_order set created_at = created_at - interval '7 days' where id = ?::uuid")
                .param(OrdersTest.id(first))
                .update();
        assertThat(client.post(NEW_ORDER, order("dns:s1.example", "dns:s2.example"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void failedChecksOfAName() {
        AcmeUnderTest acme = start(Map.of("httpca.acme.limits.failures-per-hour", 2));
        AcmeClient client = acme.registered();
        fails(client, "dns:fails.example");
        fails(client, "dns:fails.example");
        Http.Answer refused = client.post(NEW_ORDER, order("dns:good.example", "dns:fails.example"));
        refused(refused, 429, "rateLimited");
        assertThat(refused.json().get("detail").asString()).contains("'fails.example'");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(3500L, 3600L);
        assertThat(client.post(NEW_ORDER, order("dns:good.example")).status()).isEqualTo(201);
        assertThat(acme.registered().post(NEW_ORDER, order("dns:fails.example")).status())
                .isEqualTo(201);
        owner.sql("update acme_challenge set decided_at = decided_at - interval '1 hour' where outcome = 'invalid'")
                .update();
        assertThat(client.post(NEW_ORDER, order("dns:fails.example")).status()).isEqualTo(201);
    }

    @Test
    void pendingAuthorizations() throws InterruptedException {
        AcmeUnderTest acme = start(Map.of("httpca.acme.limits.pending-authorizations", 3));
        AcmeClient client = acme.registered();
        String ready = ReadyOrders.ready(client, order("dns:p1.example", "dns:p2.example"));
        assertThat(client.post(NEW_ORDER, order("dns:p3.example", "dns:p4.example", "dns:p5.example"))
                        .status())
                .isEqualTo(201);
        refused(client.post(NEW_ORDER, order("dns:p6.example")), 429, "rateLimited");
        refused(
                client.post("/acme/new-authz", "{\"identifier\":{\"type\":\"dns\",\"value\":\"p6.example\"}}"),
                429,
                "rateLimited");
        // what is valid is used again, and is not one more
        assertThat(client.post(NEW_ORDER, order("dns:p1.example", "dns:p2.example"))
                        .status())
                .isEqualTo(201);
        assertThat(client.get(ready).json().get("status").asString()).isEqualTo("ready");
        owner.sql(
                        "update acme_authorization set deactivated_at = now() where account_id = ?::uuid and value = 'p3.example'")
                .param(client.accountId())
                .update();
        // that an account is above the limit is remembered for some seconds: no look into the database for each refusal
        refused(client.post(NEW_ORDER, order("dns:p6.example")), 429, "rateLimited");
        for (int i = 0;
                i < 100 && client.post(NEW_ORDER, order("dns:p6.example")).status() != 201;
                i++) {
            Thread.sleep(100);
        }
        assertThat(owner.sql(
                                "select count(*) from acme_authorization where account_id = ?::uuid and value = 'p6.example'")
                        .param(client.accountId())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        // and an operator is heard at once
        refused(client.post(NEW_ORDER, order("dns:p7.example")), 429, "rateLimited");
        acme.bean(OperatedAccounts.class).unlimited(UUID.fromString(client.accountId()), true, "token:olga");
        assertThat(client.post(NEW_ORDER, order("dns:p7.example")).status()).isEqualTo(201);
    }

    /** Neither what was asked for meanwhile nor a deactivation makes them fewer. */
    @Test
    void failedChecksCountBehindOthersAndDeactivated() {
        AcmeUnderTest acme = start(Map.of("httpca.acme.limits.failures-per-hour", 2));
        AcmeClient client = acme.registered();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Http.Answer order = client.post(NEW_ORDER, order("dns:evades.example"));
            assertThat(order.status()).as(order.text()).isEqualTo(201);
            made.add(OrdersTest.path(order.json().at("/authorizations/0").asString()));
        }
        client.post(made.get(0), "{\"status\":\"deactivated\"}"); // while its check is under way
        invalid(made.get(0));
        assertThat(client.post(NEW_ORDER, order("dns:evades.example")).status()).isEqualTo(201);
        invalid(made.get(1));
        client.post(made.get(1), "{\"status\":\"deactivated\"}");
        refused(client.post(NEW_ORDER, order("dns:evades.example")), 429, "rateLimited");
    }

    @Test
    void anAddressPaysForEachNewAuthorization() {
        AcmeUnderTest acme = start(Map.of("httpca.limits.address.reads", 10, "httpca.proxies", "127.0.0.0/8"));
        AcmeClient client = acme.registered();
        String[] names =
                IntStream.range(0, 8).mapToObj(i -> "dns:a" + i + ".example").toArray(String[]::new);
        assertThat(ordered("192.0.2.1", acme, client, names).status()).isEqualTo(201);
        Http.Answer refused = ordered("192.0.2.1", acme, client, names);
        refused(refused, 429, "rateLimited");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
        assertThat(ordered("192.0.2.2", acme, client, names).status()).isEqualTo(201);
        assertThat(client.post(NEW_ORDER, order(names)).status()).isEqualTo(201); // this machine itself
    }

    private static Http.Answer ordered(String address, AcmeUnderTest acme, AcmeClient client, String... names) {
        byte[] body = client.jws(client.header(NEW_ORDER), order(names)).getBytes(StandardCharsets.UTF_8);
        return acme.http().post(NEW_ORDER, "application/jose+json", body, "X-Forwarded-For", address);
    }

    @Test
    void whatMakesNoAccountCostsNone() {
        AcmeUnderTest acme = start(Map.of(
                "httpca.acme.limits.accounts-per-hour",
                1,
                "httpca.acme.external-account-required",
                true,
                "httpca.proxies",
                "127.0.0.0/8"));
        ExternalKeys.NewKey key =
                acme.bean(ExternalKeys.class).create("limited").orElseThrow();
        AcmeClient client = acme.client();
        refused(from("192.0.2.3", acme, client, "{}"), 403, "externalAccountRequired");
        String wrong = client.binding("nobody", key.hmacKey(), "/acme/new-account");
        refused(from("192.0.2.3", acme, client, wrong), 403, "unauthorized");
        String right = client.binding(key.kid(), key.hmacKey(), "/acme/new-account");
        assertThat(from("192.0.2.3", acme, client, right).status()).isEqualTo(201);
    }

    @Test
    void accountsFromAnAddress() {
        AcmeUnderTest acme = start(Map.of("httpca.acme.limits.accounts-per-hour", 1, "httpca.proxies", "127.0.0.0/8"));
        AcmeClient first = acme.client();
        assertThat(from("192.0.2.1", acme, first, "{}").status()).isEqualTo(201);
        Http.Answer refused = from("192.0.2.1", acme, acme.client(), "{}");
        refused(refused, 429, "rateLimited");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(from("192.0.2.1", acme, first, "{}").status()).isEqualTo(200);
        assertThat(from("192.0.2.2", acme, acme.client(), "{}").status()).isEqualTo(201);
        assertThat(acme.registered().accountId()).isNotEmpty(); // this machine itself
        assertThat(acme.registered().accountId()).isNotEmpty();
    }

    private static Http.Answer from(String address, AcmeUnderTest acme, AcmeClient client, String payload) {
        String path = "/acme/new-account";
        byte[] body = client.jws(client.keyHeader(path), payload).getBytes(StandardCharsets.UTF_8);
        return acme.http().post(path, "application/jose+json", body, "X-Forwarded-For", address);
    }

    private void fails(AcmeClient client, String name) {
        Http.Answer made = client.post(NEW_ORDER, order(name));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        invalid(made.json().at("/authorizations/0").asString());
    }

    private void invalid(String authorization) {
        owner.sql("""
                        update acme_challenge set outcome = 'invalid', decided_at = now(), problem = '{}' where type = 'http-01' and
                        authorization_id = ?::uuid""").param(OrdersTest.id(authorization)).update();
    }
}
