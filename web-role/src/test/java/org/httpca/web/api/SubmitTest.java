package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SubmitTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void takesJsonAndLeavesARequestAndACommand() throws Exception {
        Answer answer = HTTP.postJson(REQUESTS, """
                {"csr": %s, "profile": "client", "requester": {"name": "Ada", "email": "ada@a.example"}, "note": "one\\r\\ntwo"}""".formatted(Csr.inJson("b.example", "a.example")));

        assertThat(answer.status()).isEqualTo(202);
        JsonNode request = answer.json();
        String id = request.get("id").asString();
        assertThat(answer.header("Location")).isEqualTo(REQUESTS + "/" + id);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.get("status").asString()).isEqualTo("queued");
        assertThat(request.get("profile").asString()).isEqualTo("client");
        assertThat(request.get("names").toString()).isEqualTo("[\"a.example\",\"b.example\"]");
        assertThat(request.get("problem").isNull()).isTrue();
        assertThat(request.get("certificate").isNull()).isTrue();
        assertThat(request.get("approvals").toString()).isEqualTo("{\"given\":0,\"required\":null}");
        assertThat(request.get("submittedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(request.get("withdrawalSecret").asString()).hasSize(43);

        String body = WEB.owner()
                .sql("select body from outbox where type = 'request-certificate' and body like ?")
                .param("%" + id + "%")
                .query(String.class)
                .single();
        RequestCertificate command = (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, body);
        assertThat(command.requestId()).isEqualTo(UUID.fromString(id));
        assertThat(command.door()).isEqualTo("api");
        assertThat(command.principal()).isNull();
        assertThat(command.source()).isEqualTo("127.0.0.1");
        assertThat(command.profileHash()).isEqualTo("bb");
        assertThat(command.note()).isEqualTo("one\ntwo");
        assertThat(WEB.owner()
                        .sql("select command from request where id = ?::uuid")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo(body);
    }

    @Test
    void takesDerAndPemAsTheyAre() {
        Answer der = HTTP.post(REQUESTS + "?profile=client", "application/pkcs10", Csr.der("der.example"));
        Answer pem = HTTP.post(
                REQUESTS, "application/x-pem-file", Csr.pem("pem.example").getBytes());

        assertThat(der.status()).isEqualTo(202);
        assertThat(der.json().get("profile").asString()).isEqualTo("client");
        assertThat(pem.status()).isEqualTo(202);
        assertThat(pem.json().get("profile").asString()).isEqualTo("server");
        assertThat(pem.json().get("names").get(0).asString()).isEqualTo("pem.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"csr\": \"hello\"}                             | 400 | malformed",
                "{\"csr\": \"-----BEGIN CERTIFICATE REQUEST-----\\nMAA=\\n-----END CERTIFICATE REQUEST-----\"} | 400 | bad-csr",
                "{}                                               | 400 | malformed",
                "{\"csr\": CSR, \"profile\": \"mail\"}            | 404 | unknown-profile",
                "{\"csr\": CSR, \"profile\": \"../x\"}            | 404 | unknown-profile",
                "{\"csr\": CSR, \"note\": \"a\\u0000b\"}          | 400 | malformed",
                "{\"csr\": CSR, \"note\": \"a\\u202eb\"}          | 400 | malformed",
                "{\"csr\": CSR, \"note\": \"LONG\"}               | 400 | malformed",
                "{\"csr\": CSR, \"requester\": {\"name\": \"a\\nb\"}}   | 400 | malformed",
                "{\"csr\": CSR, \"requester\": {\"email\": \"nobody\"}} | 400 | malformed",
                "{\"csr\": CSR                                    | 400 | malformed",
                "[]                                               | 400 | malformed",
                "{\"csr\": {\"a\": 1}}                            | 400 | malformed",
            })
    void refusesWhatIsWrong(String body, int status, String problem) {
        String sent = body.replace("CSR,", Csr.inJson("a.example") + ",").replace("LONG", "x".repeat(2001));

        Answer answer = HTTP.postJson(REQUESTS, sent.replace("\"csr\": CSR", "\"csr\": " + Csr.inJson("a.example")));

        assertProblem(answer, status, problem);
    }

    @Test
    void namesTheProfilesThatThereAre() {
        Answer answer = HTTP.post(REQUESTS + "?profile=mail", "application/pkcs10", Csr.der("a.example"));

        assertThat(answer.json().get("detail").asString()).contains("'mail'").contains("server, client");
    }

    @Test
    void refusesAProofThatDoesNotHold() {
        byte[] csr = Csr.der("a.example");
        csr[csr.length - 1] ^= 1;

        assertProblem(HTTP.post(REQUESTS, "application/pkcs10", csr), 400, "bad-csr");
        assertProblem(HTTP.post(REQUESTS, "application/pkcs10", new byte[0]), 400, "malformed");
    }

    @Test
    void refusesOtherTypesAndMethods() {
        assertProblem(HTTP.post(REQUESTS, "text/csv", "a".getBytes()), 415, "unsupported-media-type");
        Answer put = HTTP.send("PUT", REQUESTS, BodyPublishers.ofString("{}"), "Content-Type", "application/json");
        assertProblem(put, 405, "method-not-allowed");
        assertThat(put.header("Allow")).contains("POST");
        assertProblem(HTTP.get("/api/v1/nothing"), 404, "not-found");
    }

    @Test
    void refusesBodiesThatAreTooLargeWhetherOrNotTheySayTheirLength() {
        byte[] large = new byte[(1 << 20) + 1];
        assertProblem(HTTP.post(REQUESTS, "application/json", large), 413, "request-too-large");
        Answer chunked = HTTP.send(
                "POST",
                REQUESTS,
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)),
                "Content-Type",
                "application/pkcs10");
        assertProblem(chunked, 413, "request-too-large");
        byte[] longCsr = new byte[64 * 1024 + 1];
        longCsr[0] = 0x30;
        assertProblem(HTTP.post(REQUESTS, "application/pkcs10", longCsr), 413, "request-too-large");
    }

    @Test
    void answersTheSameToTheSameIdempotencyKey() {
        String body = "{\"csr\": " + Csr.inJson("same.example") + "}";
        String key = UUID.randomUUID().toString();

        Answer first = HTTP.postJson(REQUESTS, body, "Idempotency-Key", key);
        Answer again = HTTP.postJson(REQUESTS, body, "Idempotency-Key", key);
        Answer other =
                HTTP.postJson(REQUESTS, "{\"csr\": " + Csr.inJson("other.example") + "}", "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(again.json().has("withdrawalSecret")).isFalse();
        assertProblem(other, 409, "conflict");
        assertThat(WEB.owner()
                        .sql("select count(*) from outbox where body like ?")
                        .param("%" + first.json().get("id").asString() + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void keepsTheIdempotencyKeysOfOthersApart() {
        String body = "{\"csr\": " + Csr.inJson("mine.example") + "}";
        String key = UUID.randomUUID().toString();
        String token = WEB.token("idempotent", Scope.SUBMIT);

        Answer anonymous = HTTP.postJson(REQUESTS, body, "Idempotency-Key", key);
        Answer named = HTTP.postJson(REQUESTS, body, "Idempotency-Key", key, "Authorization", "Bearer " + token);

        assertThat(named.status()).isEqualTo(202);
        assertThat(named.json().get("id")).isNotEqualTo(anonymous.json().get("id"));
        assertThat(named.json().has("withdrawalSecret")).isFalse();
        assertProblem(HTTP.postJson(REQUESTS, body, "Idempotency-Key", "a b"), 400, "malformed");
    }

    @Test
    void takesABatchEachOnItsOwnMerits() {
        String body = "{\"requests\": [{\"csr\": %s}, {\"csr\": \"no\"}, {\"csr\": %s, \"profile\": \"client\"}]}"
                .formatted(Csr.inJson("one.example"), Csr.inJson("three.example"));
        String key = UUID.randomUUID().toString();

        Answer answer = HTTP.postJson(REQUESTS + "/batch", body, "Idempotency-Key", key);
        Answer again = HTTP.postJson(REQUESTS + "/batch", body, "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(202);
        JsonNode outcomes = answer.json().get("outcomes");
        assertThat(outcomes.size()).isEqualTo(3);
        assertThat(outcomes.get(0).get("request").get("names").get(0).asString())
                .isEqualTo("one.example");
        assertThat(outcomes.get(1).get("problem").get("type").asString()).isEqualTo("urn:httpca:problem:malformed");
        assertThat(outcomes.get(2).get("request").get("profile").asString()).isEqualTo("client");
        assertThat(again.json().get("outcomes").get(2).get("request").get("id"))
                .isEqualTo(outcomes.get(2).get("request").get("id"));
    }

    @Test
    void takesAThousandAtOnceAndNoMore() {
        String one = "{\"csr\": " + Csr.inJson("many.example") + "}";
        String thousand = IntStream.range(0, 1000).mapToObj(i -> one).collect(Collectors.joining(","));

        Answer answer = HTTP.postJson(REQUESTS + "/batch", "{\"requests\": [" + thousand + "]}");

        assertThat(answer.status()).isEqualTo(202);
        Set<String> ids = new HashSet<>();
        answer.json()
                .get("outcomes")
                .forEach(outcome -> ids.add(outcome.get("request").get("id").asString()));
        assertThat(ids).hasSize(1000);
        assertProblem(
                HTTP.postJson(REQUESTS + "/batch", "{\"requests\": [" + thousand + "," + one + "]}"),
                413,
                "request-too-large");
        assertProblem(HTTP.postJson(REQUESTS + "/batch", "{\"requests\": []}"), 400, "malformed");
        assertProblem(HTTP.postJson(REQUESTS + "/batch", "{\"requests\": [null]}"), 400, "malformed");
    }

    static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("type").asString()).isEqualTo("urn:httpca:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).isNotBlank();
    }
}
