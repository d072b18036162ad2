package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever submits a batch and waits is answered when all of it is final. */
class BatchWaitTest {
    private static final String BATCH = "/api/v1/requests/batch";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void answersWhenAllThatWereTakenAreFinal() throws Exception {
        CompletableFuture<Answer> submitting = submit("first", "wait=30");
        UUID one = stored("one.first.example");
        UUID two = stored("two.first.example");
        UUID three = stored("three.first.example");

        // the last of all first: from then on the others are watched, too
        issue(0x5f4c03, "three.first.example", three);
        issue(0x5f4c01, "one.first.example", one);
        assertThat(Waiting.until(Duration.ofMillis(500), submitting::isDone)).isFalse();
        issue(0x5f4c02, "two.first.example", two);

        JsonNode outcomes = outcomes(submitting, "wait=30");
        assertThat(serials(outcomes)).containsExactly("5f4c01", "none", "5f4c02", "5f4c03");
        assertThat(outcomes.get(1).get("problem").get("type").asString()).isEqualTo("urn:httpca:problem:malformed");
        assertThat(outcomes.get(0).get("request").get("withdrawalSecret").asString())
                .isNotEmpty();
    }

    @Test
    void answersWithWhatThereIsAtTheEndOfTheWait() throws Exception {
        CompletableFuture<Answer> submitting = submit("second", "wait=5");

        issue(0x5f4c11, "one.second.example", stored("one.second.example"));

        JsonNode outcomes = outcomes(submitting, "wait=5");
        assertThat(serials(outcomes)).containsExactly("5f4c11", "none", "none", "none");
        assertThat(outcomes.get(3).get("request").get("status").asString()).isEqualTo("queued");
    }

    @Test
    void answersAtOnceWhereAllIsFinalAlready() throws Exception {
        String body = "{\"requests\": [{\"csr\": " + Csr.inJson("a.third.example") + "}, {\"csr\": "
                + Csr.inJson("b.third.example") + "}]}";
        HTTP.postJson(BATCH, body, "Idempotency-Key", "batch-wait-third");
        issue(0x5f4c21, "a.third.example", stored("a.third.example"));
        issue(0x5f4c22, "b.third.example", stored("b.third.example"));

        Answer again = CompletableFuture.supplyAsync(
                        () -> HTTP.postJson(BATCH, body, "Idempotency-Key", "batch-wait-third", "Prefer", "wait=30"))
                .get(10, TimeUnit.SECONDS);

        assertThat(serials(again.json().get("outcomes"))).containsExactly("5f4c21", "5f4c22");
    }

    @Test
    void answersAtOnceWhereNothingWasTaken() {
        Answer answer = HTTP.postJson(BATCH, "{\"requests\": [{\"csr\": \"none\"}]}", "Prefer", "wait=30");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }

    /** Three, and between the first and the second one that is none. */
    private static CompletableFuture<Answer> submit(String domain, String prefer) {
        List<String> requests = new ArrayList<>();
        for (String name : List.of("one", "", "two", "three")) {
            String csr = name.isEmpty() ? "\"none\"" : Csr.inJson(name + "." + domain + ".example");
            requests.add("{\"csr\": " + csr + "}");
        }
        String body = "{\"requests\": [" + String.join(",", requests) + "]}";
        return CompletableFuture.supplyAsync(() -> HTTP.postJson(BATCH, body, "Prefer", prefer));
    }

    private static JsonNode outcomes(CompletableFuture<Answer> submitting, String applied) throws Exception {
        Answer answer = submitting.get(20, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo(applied);
        return answer.json().get("outcomes");
    }

    private static UUID stored(String name) throws InterruptedException {
        List<UUID> found = new ArrayList<>();
        assertThat(Waiting.until(Duration.ofSeconds(10), () -> {
                    found.addAll(WEB.owner()
                            .sql("select id from request where subject ilike ?")
                            .param("%" + name + "%")
                            .query(UUID.class)
                            .list());
                    return !found.isEmpty();
                }))
                .isTrue();
        return found.get(0);
    }

    private static void issue(long serial, String name, UUID request) {
        Published.issue(WEB.owner(), serial, name, request);
        WEB.bean(Wakes.class).fire("request");
    }

    private static List<String> serials(JsonNode outcomes) {
        List<String> serials = new ArrayList<>();
        for (JsonNode outcome : outcomes) {
            serials.add(
                    outcome.path("request").path("certificate").path("serial").asString("none"));
        }
        return serials;
    }
}
