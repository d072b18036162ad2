package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.process.Waiting;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RequestTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void showsARequestToWhoeverKnowsItsId() {
        String id = submit().get("id").asString();

        Answer answer = HTTP.get(REQUESTS + "/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().get("names").get(0).asString()).isEqualTo("a.example");
        assertThat(answer.json().has("withdrawalSecret")).isFalse();
        assertThat(HTTP.send("HEAD", REQUESTS + "/" + id, BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knowsNothingOfOtherIds() {
        assertProblem(HTTP.get(REQUESTS + "/" + UUID.randomUUID()), 404, "not-found");
        assertProblem(HTTP.get(REQUESTS + "/1-1-1-1-1"), 404, "not-found");
        assertProblem(HTTP.get(REQUESTS + "/x", "Prefer", "wait=5"), 404, "not-found");
        assertProblem(HTTP.get(REQUESTS + "/" + UUID.randomUUID(), "Prefer", "wait=5"), 404, "not-found");
    }

    @Test
    void showsWhatTheSignerSaid() {
        String id = submit().get("id").asString();
        WEB.owner().sql("""
                        update request set status = 'rejected', approvals_given = 1, approvals_required = 2, announce_at = null,
                        problem = '{"type":"rejected-identifier","detail":"Not this name."}',
                        findings = '[{"rule":"names","verdict":"reject","reason":"Not this name."}]' where id = ?::uuid""").param(id).update();

        JsonNode request = HTTP.get(REQUESTS + "/" + id).json();

        assertThat(request.get("status").asString()).isEqualTo("rejected");
        assertThat(request.get("approvals").toString()).isEqualTo("{\"given\":1,\"required\":2}");
        assertThat(request.get("problem").get("type").asString()).isEqualTo("urn:httpca:problem:rejected-identifier");
        assertThat(request.get("problem").get("status").asInt()).isEqualTo(403);
    }

    @Test
    void answersWhoWaitsAtTheWake() throws Exception {
        String id = submit().get("id").asString();
        CompletableFuture<Answer> waiting =
                HTTP.getLater(REQUESTS + "/" + id, "Prefer", "respond-async, wait=600", "Host", "ca.example:8080");
        CompletableFuture<Answer> another = HTTP.getLater(REQUESTS + "/" + id, "Prefer", "wait=30");

        Published.issue(WEB.owner(), 0x5f3a01, "a.example", UUID.fromString(id));
        WEB.bean(Wakes.class).fire("request");

        Answer answer = waiting.get(10, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=60");
        assertThat(answer.json().get("status").asString()).isEqualTo("issued");
        assertThat(answer.json().get("certificate").toString())
                .isEqualTo(
                        "{\"issuer\":\"issuing\",\"serial\":\"5f3a01\",\"url\":\"http://ca.example:8080/certificates/5f3a01\"}");
        assertThat(another.get(10, TimeUnit.SECONDS)
                        .json()
                        .get("certificate")
                        .get("url")
                        .asString())
                .startsWith("http://127.0.0.1:");
    }

    @Test
    void answersWhoSubmitsAndWaitsWhenItIsFinal() throws Exception {
        CompletableFuture<Answer> submitting = CompletableFuture.supplyAsync(() ->
                HTTP.post(REQUESTS, "application/pkcs10", Csr.der("submit-and-wait.example"), "Prefer", "wait=30"));
        assertThat(Waiting.until(Duration.ofSeconds(10), () -> waitedFor().isPresent()))
                .isTrue();
        UUID id = waitedFor().orElseThrow();

        Published.issue(WEB.owner(), 0x5f3b90, "submit-and-wait.example", id);
        WEB.bean(Wakes.class).fire("request");

        Answer answer = submitting.get(10, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(REQUESTS + "/" + id);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(answer.json().get("status").asString()).isEqualTo("issued");
        assertThat(answer.json().get("withdrawalSecret").asString()).isNotEmpty();
    }

    @Test
    void answersWhoSubmitsAndWaitsAtTheEndOfTheWait() {
        Answer answer = HTTP.post(REQUESTS, "application/pkcs10", Csr.der("a.example"), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.json().get("status").asString()).isEqualTo("queued");
    }

    @Test
    void answersAtTheEndOfTheWaitWithWhatThereIs() {
        String id = submit().get("id").asString();
        long start = System.nanoTime();

        Answer answer = HTTP.get(REQUESTS + "/" + id, "Prefer", "wait=1");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
        assertThat(answer.json().get("status").asString()).isEqualTo("queued");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(HTTP.get(REQUESTS + "/" + id, "Prefer", "wait=soon").header("Preference-Applied"))
                .isEmpty();
    }

    @Test
    void withdrawsWithTheSecretAndWithNoOther() {
        JsonNode request = submit();
        String path = REQUESTS + "/" + request.get("id").asString();
        String secret = request.get("withdrawalSecret").asString();

        assertProblem(delete(path), 401, "unauthorized");
        assertProblem(delete(path, "Withdrawal-Secret", "A".repeat(43)), 403, "forbidden");
        assertProblem(delete(path, "Authorization", bearer("stranger")), 403, "forbidden");
        Answer first = delete(path, "Withdrawal-Secret", secret);
        Answer again = delete(path, "Withdrawal-Secret", secret);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().get("status").asString()).isEqualTo("queued");
        assertThat(again.status()).isEqualTo(202);
        assertThat(withdrawals(request)).isEqualTo(1);
        assertProblem(delete(REQUESTS + "/" + UUID.randomUUID(), "Withdrawal-Secret", secret), 404, "not-found");
    }

    @Test
    void withdrawsWithTheTokenThatSubmitted() {
        String bearer = bearer("submitter");
        JsonNode request = HTTP.post(REQUESTS, "application/pkcs10", Csr.der("token.example"), "Authorization", bearer)
                .json();
        String path = REQUESTS + "/" + request.get("id").asString();

        assertProblem(delete(path, "Withdrawal-Secret", ""), 403, "forbidden");
        assertThat(delete(path, "Authorization", bearer).status()).isEqualTo(202);
        assertThat(withdrawals(request)).isEqualTo(1);
    }

    @Test
    void aWithdrawalOfAHeldRequestIsSoonSaidAgain() {
        JsonNode request = submit();
        String id = request.get("id").asString();
        WEB.owner().sql("""
                update request set status = 'waiting-for-approval', announce_at = now() + interval '1 hour'
                where id = ?::uuid""").param(id).update();

        delete(
                REQUESTS + "/" + id,
                "Withdrawal-Secret",
                request.get("withdrawalSecret").asString());

        assertThat(WEB.owner()
                        .sql("select announce_at < now() + interval '1 minute' from request where id = ?::uuid")
                        .param(id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void doesNotWithdrawWhatIsDecided() {
        JsonNode request = submit();
        String id = request.get("id").asString();
        Published.issue(WEB.owner(), 0x5f3a02, "a.example", UUID.fromString(id));

        Answer answer = delete(
                REQUESTS + "/" + id,
                "Withdrawal-Secret",
                request.get("withdrawalSecret").asString());

        assertProblem(answer, 409, "already-decided");
        assertThat(withdrawals(request)).isZero();
    }

    private static Optional<UUID> waitedFor() {
        return WEB.owner()
                .sql("select id from request where subject ilike '%submit-and-wait%'")
                .query(UUID.class)
                .optional();
    }

    private static JsonNode submit() {
        return HTTP.post(REQUESTS, "application/pkcs10", Csr.der("a.example")).json();
    }

    private static Answer delete(String path, String... headers) {
        return HTTP.send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    private static String bearer(String name) {
        return "Bearer " + WEB.token(name, Scope.SUBMIT);
    }

    private static long withdrawals(JsonNode request) {
        return WEB.owner()
                .sql("select count(*) from outbox where type = 'withdraw-request' and body like ?")
                .param("%" + request.get("id").asString() + "%")
                .query(Long.class)
                .single();
    }
}
