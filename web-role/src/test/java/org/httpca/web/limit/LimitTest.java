package org.httpca.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.SettableClock;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class LimitTest {
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final int ROOM = 50;
    private static final WebUnderTest WEB = WebUnderTest.shared();

    @Test
    void clientsHaveBudgetsOfTheirOwn() {
        Map<String, Object> properties = WEB.properties();
        properties.put("httpca.proxies", "127.0.0.0/8");
        properties.put("httpca.limits.address.submissions", 2);
        properties.put("httpca.limits.address.reads", 3);
        properties.put("httpca.limits.tokens.limited.submissions", 1);
        properties.put("httpca.limits.tokens.limited.reads", 0);
        properties.put("httpca.limits.guesses", 2);
        properties.put("httpca.limits.waiting", waiting() + ROOM);
        String token = "Bearer " + WEB.token("limited", Scope.SUBMIT);
        try (ConfigurableApplicationContext context = WebRole.run(properties)) {
            Http http = WebUnderTest.http(context);

            assertThat(submit(http, "192.0.2.1").status()).isEqualTo(202);
            Answer last = submit(http, "192.0.2.1");
            assertThat(last.header("RateLimit-Policy")).isEqualTo("\"submissions\";q=2;w=60");
            assertThat(last.header("RateLimit")).startsWith("\"submissions\";r=0;t=");
            Answer refused = submit(http, "192.0.2.1");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
            assertThat(refused.json().path("type").asString()).startsWith("urn:httpca:problem:");

            assertThat(submit(http, "192.0.2.2").status()).as("another client").isEqualTo(202);
            assertThat(submit(http, "192.0.2.1, 198.51.100.1").status())
                    .as("what the client says of itself is not believed")
                    .isEqualTo(202);
            assertThat(http.get("/api/v1/profiles", "X-Forwarded-For", "192.0.2.1")
                            .status())
                    .as("reads are another budget")
                    .isEqualTo(200);
            assertThat(submit(http, "192.0.2.1", "Authorization", token).status())
                    .as("a token's budget is its own")
                    .isEqualTo(202);
            assertThat(submit(http, "192.0.2.9", "Authorization", token).status())
                    .as("wherever it comes from")
                    .isEqualTo(429);
            for (int i = 0; i < 5; i++) {
                assertThat(http.get("/api/v1/profiles").status())
                        .as("this machine")
                        .isEqualTo(200);
            }
            String guess = "Bearer httpca_" + "x".repeat(43);
            assertThat(submit(http, "192.0.2.7", "Authorization", guess).status())
                    .isEqualTo(401);
            assertThat(submit(http, "192.0.2.7", "Authorization", guess).status())
                    .isEqualTo(401);
            assertThat(submit(http, "192.0.2.7", "Authorization", guess).status())
                    .isEqualTo(429);

            newRequestsAreRefusedWhileTooManyWaitForTheSigner(http, context.getBean(Backlog.class));
        }
    }

    private static void newRequestsAreRefusedWhileTooManyWaitForTheSigner(Http http, Backlog backlog) {
        backlog.look();
        assertThat(backlog.now()).isEmpty();
        queue(ROOM);
        backlog.look();
        try {
            Answer refused = submit(http, "192.0.2.20");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("10");
            assertThat(refused.json().path("detail").asString()).contains("Nothing was stored");
            Answer renewal = renewal(http, "/api/v1/certificates/5f3a/renewal", "192.0.2.22");
            assertThat(renewal.status()).isEqualTo(503);
            for (String spelling : List.of("5f3a/%72enewal", "5f3a/renewal;x")) {
                assertThat(renewal(http, "/api/v1/certificates/" + spelling, "192.0.2.23")
                                .status())
                        .as("another spelling does not pass: " + spelling)
                        .isEqualTo(400);
            }
            Answer page = http.post(
                    "/",
                    "application/x-www-form-urlencoded",
                    new byte[0],
                    "Accept",
                    "text/html",
                    "X-Forwarded-For",
                    "192.0.2.21");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).isEqualTo("10");
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(http.get("/").status()).as("who reads is served").isEqualTo(200);
            assertThat(backlog.now()).singleElement().asString().contains("httpca.limits.waiting");
        } finally {
            WEB.owner().sql("delete from request where profile = 'backlog'").update();
        }
        backlog.look();
        assertThat(submit(http, "192.0.2.20").status())
                .as("there is room again")
                .isEqualTo(202);
    }

    private static long waiting() {
        return WEB.owner()
                .sql("select count(*) from request where status in ('queued', 'submitted') and announce_at is not null")
                .query(Long.class)
                .single();
    }

    private static void queue(int count) {
        WEB.owner().sql("""
                        insert into request (id, command, profile, subject, submitted_at, updated_at, announce_at)
                        select gen_random_uuid(), '{}', 'backlog', '', now(), now(), now() from generate_series(1, ?)""").params(count).update();
    }

    @Test
    void aProxyThatNobodyToldOfHidesNobody() {
        Answer answer = submit(WEB.http(), "192.0.2.1");

        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"submissions\";q=60;w=60");
        assertThat(WEB.owner()
                        .sql("select command from request where id = ?::uuid")
                        .params(answer.json().path("id").asString())
                        .query(String.class)
                        .single())
                .contains("\"source\":\"127.0.0.1\"");
    }

    @Test
    void aBudgetFillsAgainAndIsForgotten() {
        SettableClock hand = new SettableClock(START);
        Budgets budgets = new Budgets("test", hand);

        assertThat(budgets.take("a", 60, 60).isConsumed()).isTrue();
        assertThat(budgets.take("a", 1, 60).isConsumed()).isFalse();
        hand.set(START.plusSeconds(1));
        assertThat(budgets.take("a", 1, 60).isConsumed()).isTrue();
        assertThat(budgets.take("b", 1_000_000, 60).isConsumed())
                .as("never more than all")
                .isTrue();
        assertThat(budgets.clients()).isEqualTo(2);
        hand.set(START.plusSeconds(1).plus(Duration.ofMinutes(2)));
        assertThat(budgets.clients()).isZero();
    }

    @Test
    void memoryIsBounded() {
        Budgets budgets = new Budgets("test", new SettableClock(START));
        for (int i = 0; i < 150_000; i++) {
            budgets.take("client " + i, 1, 60);
        }
        assertThat(budgets.clients()).isLessThanOrEqualTo(100_000);
    }

    private static Answer renewal(Http http, String path, String forwarded) {
        return http.post(path, "application/pkcs10", new byte[0], "X-Forwarded-For", forwarded);
    }

    private static Answer submit(Http http, String forwarded, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "X-Forwarded-For";
        all[1] = forwarded;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return http.post("/api/v1/requests", "application/pkcs10", Csr.der("a.example"), all);
    }
}
