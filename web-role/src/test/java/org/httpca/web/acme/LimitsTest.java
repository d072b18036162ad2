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
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
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
    void pendingAuthorizations() {
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
        assertThat(client.post(NEW_ORDER, order("dns:p6.example")).status()).isEqualTo(201);
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
        owner.sql("""
                        update acme_challenge set outcome = 'invalid', decided_at = now(), problem = '{}' where type = 'http-01' and
                        authorization_id = ?::uuid""")
                .param(OrdersTest.id(made.json().at("/authorizations/0").asString()))
                .update();
    }
}
