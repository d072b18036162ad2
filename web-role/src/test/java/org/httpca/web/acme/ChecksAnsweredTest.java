package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** RFC 8555, section 7.5.1: what a client is told that asks for a check; the worker is the test. */
@Timeout(60)
class ChecksAnsweredTest {
    private final AcmeUnderTest acme = AcmeUnderTest.shared();
    private final JdbcClient owner = WebUnderTest.shared().owner();

    private static String challenge(AcmeClient client, String name, String type) {
        Http.Answer order = client.post("/acme/new-order", OrdersTest.order("dns:" + name));
        JsonNode authorization = client.get(
                        OrdersTest.path(order.json().at("/authorizations/0").asString()))
                .json();
        return OrdersTest.path(authorization
                .get("challenges")
                .valueStream()
                .filter(one -> one.get("type").asString().equals(type))
                .findFirst()
                .orElseThrow()
                .get("url")
                .asString());
    }

    private void decide(String challenge, String outcome, @Nullable Instant goodUntil) {
        owner.sql(
                        "update acme_challenge set outcome = ?, decided_at = now(), due_at = null, good_until = ?::timestamptz where id = ?::uuid")
                .param(outcome)
                .param(goodUntil == null ? null : goodUntil.toString())
                .param(OrdersTest.id(challenge))
                .update();
    }

    @Test
    void whatIsDecidedWithinAMomentIsInTheAnswer() throws Exception {
        AcmeClient client = acme.registered();
        String challenge = challenge(client, "fast.example", "http-01");
        Semaphore asked = new Semaphore(0);
        Wakes wakes = acme.bean(Wakes.class);
        wakes.onWake("challenge_due", asked::release);
        asked.drainPermits();
        CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> {
            asked.acquireUninterruptibly();
            decide(challenge, "valid", null);
            wakes.fire("challenge_decided");
        });
        Http.Answer answer = client.post(challenge, "{}");
        worker.get(10, TimeUnit.SECONDS);
        assertThat(answer.json().get("status").asString()).isEqualTo("valid");
        assertThat(answer.header("Retry-After")).isEmpty();
        assertThat(answer.header("Replay-Nonce")).isNotEmpty();
        assertThat(answer.response().headers().allValues("Link"))
                .anySatisfy(link -> assertThat(link).contains("/acme/authz/").endsWith("rel=\"up\""))
                .anySatisfy(link -> assertThat(link).endsWith("rel=\"index\""));
        assertThat(client.post(challenge, "{}").json().get("status").asString()).isEqualTo("valid");
    }

    @Test
    void whatTakesLongerIsProcessingWithItsLastProblem() {
        AcmeClient client = acme.registered();
        String challenge = challenge(client, "slow.example", "dns-01");
        long begin = System.nanoTime();
        Http.Answer answer = client.post(challenge, "{}");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        assertThat(answer.json().get("status").asString()).isEqualTo("processing");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        owner.sql("update acme_challenge set problem = '{\"detail\":\"Nothing yet.\"}' where id = ?::uuid")
                .param(OrdersTest.id(challenge))
                .update();
        JsonNode again = client.get(challenge).json();
        assertThat(again.get("status").asString()).isEqualTo("processing");
        assertThat(again.at("/error/detail").asString()).isEqualTo("Nothing yet.");
    }

    @Test
    void theAccountsAddressIsKeptAsTheClientKnowsIt() {
        AcmeClient client = acme.registered();
        String challenge = challenge(client, "named.example", "dns-account-01");
        client.post(challenge, "{}");
        assertThat(owner.sql("select account_url from acme_challenge where id = ?::uuid")
                        .param(OrdersTest.id(challenge))
                        .query(String.class)
                        .single())
                .isEqualTo(client.account());
    }

    @Test
    void anAuthorizationEndsWithWhatWasShown() {
        AcmeClient client = acme.registered();
        String challenge = challenge(client, "ends.example", "dns-01");
        client.post(challenge, "{}");
        Instant end = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
        decide(challenge, "valid", end);
        String authorization = owner.sql("select authorization_id::text from acme_challenge where id = ?::uuid")
                .param(OrdersTest.id(challenge))
                .query(String.class)
                .single();
        JsonNode found = client.get("/acme/authz/" + authorization).json();
        assertThat(Instant.parse(found.get("expires").asString())).isBeforeOrEqualTo(end);
        decide(challenge, "valid", Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(client.get("/acme/authz/" + authorization)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("expired");
    }

    @Test
    void persistentRecordsAreOfferedWhereTheCaHasAName() {
        try (AcmeUnderTest named = AcmeUnderTest.start(
                Map.of("httpca.instance", "named", "httpca.acme.issuer-domain-names", "ca.example,ca2.example"))) {
            AcmeClient client = named.registered();
            JsonNode challenge = client.get(challenge(client, "persist.example", "dns-persist-01"))
                    .json();
            assertThat(challenge.get("issuerDomainNames").toString()).isEqualTo("[\"ca.example\",\"ca2.example\"]");
            assertThat(challenge.get("issuer-domain-names")).isEqualTo(challenge.get("issuerDomainNames"));
            assertThat(challenge.get("token").asString()).isNotEmpty();
            JsonNode meta = named.http().get("/acme/directory").json().get("meta");
            assertThat(meta.get("issuerDomainNames")).isEqualTo(challenge.get("issuerDomainNames"));
            assertThat(meta.get("caaIdentities")).isEqualTo(challenge.get("issuerDomainNames"));
            assertThat(meta.get("accountHashPrefix").asString()).isEqualTo(named.base() + "/acme/account-hash/");
            assertThatThrownBy(() -> AcmeUnderTest.start(Map.of("httpca.acme.issuer-domain-names", "No Name")))
                    .hasStackTraceContaining("httpca.acme.issuer-domain-names must be up to ten domain names");
        }
    }

    /** When what was shown ends is the worker's to write. */
    @Test
    void theWebRolesLoginCannotProlongWhatWasShown() {
        assertThatThrownBy(() -> acme.bean(JdbcClient.class)
                        .sql("update acme_challenge set good_until = null")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }
}
