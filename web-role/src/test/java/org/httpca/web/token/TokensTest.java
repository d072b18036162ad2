package org.httpca.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.httpca.problem.Result;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TokensTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private final Tokens tokens = WEB.bean(Tokens.class);

    @ParameterizedTest
    @CsvSource({"SUBMIT, 202", "OPERATOR, 202", "READ, 403"})
    void letSubmitWhoMay(Scope scope, int status) {
        String token = WEB.token("scope-" + scope.word(), scope);

        Answer answer = submit("Bearer " + token);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo(
                        status == 403 ? "Bearer realm=\"httpca\", error=\"insufficient_scope\", scope=\"submit\"" : "");
    }

    @Test
    void areNoGoodOnceRevoked() {
        String token = WEB.token("revoked", Scope.SUBMIT);
        assertThat(submit("bearer " + token).status()).isEqualTo(202);

        assertThat(tokens.revoke("revoked").isPassed()).isTrue();

        Answer answer = submit("Bearer " + token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(tokens.revoke("revoked").isPassed()).isFalse();
        assertThat(tokens.list().stream()
                        .filter(one -> one.name().equals("revoked"))
                        .findFirst()
                        .orElseThrow()
                        .revokedAt())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer x", "Bearer httpca_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Basic YTpi"})
    void areRefusedWhereTheyAreNone(String authorization) {
        Answer answer = HTTP.get("/api/v1/profiles", "Authorization", authorization);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.response().headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"httpca\", error=\"invalid_token\"");
    }

    @Test
    void haveOneNameEachAndAtLeastOneScope() {
        WEB.token("once", Scope.READ);

        Result<String> again = tokens.create("once", EnumSet.of(Scope.READ));
        assertThat(again.isPassed()).isFalse();
        assertThat(tokens.create("no scope", EnumSet.of(Scope.READ)).isPassed()).isFalse();
        assertThat(tokens.create("noscope", EnumSet.noneOf(Scope.class)).isPassed())
                .isFalse();
    }

    @Test
    void areInTheDatabaseAsHashesAlone() {
        String token = WEB.token("hashed", Scope.READ);

        Map<String, Object> row = new HashMap<>(WEB.owner()
                .sql("select * from token where name = 'hashed'")
                .query()
                .singleRow());

        assertThat(token).matches("httpca_[A-Za-z0-9_-]{43}");
        assertThat((byte[]) row.get("sha256")).hasSize(32);
        assertThat(row.values().toString()).doesNotContain(token.substring(7));
    }

    /** Not even an operator's: a decision is an order, which is signed with an administrator's key. */
    @ParameterizedTest
    @EnumSource(Scope.class)
    void decideNothing(Scope scope) {
        String bearer = "Bearer " + WEB.token("decides-nothing-" + scope.word(), scope);
        JsonNode submitted = HTTP.post("/api/v1/requests", "application/pkcs10", Csr.der("held.example"))
                .json();
        String id = submitted.get("id").asString();
        String request = "/api/v1/requests/" + id;
        long before = commands(id);
        for (String path : List.of("", "/approve", "/approval", "/approvals", "/orders", "/sign", "/issue")) {
            for (String method : List.of("POST", "PUT", "PATCH")) {
                Answer answer = HTTP.send(
                        method,
                        request + path,
                        BodyPublishers.ofString("{\"status\":\"issued\",\"action\":\"approve\"}"),
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        bearer);
                assertThat(answer.status()).as(method + " " + path).isIn(404, 405);
            }
        }
        Answer withdrawal = HTTP.send("DELETE", request, BodyPublishers.noBody(), "Authorization", bearer);
        assertThat(withdrawal.status()).as("of what another submitted").isEqualTo(403);
        assertThat(HTTP.get(request).json().get("status").asString()).isEqualTo("queued");
        assertThat(commands(id)).as("what the signer would be told").isEqualTo(before);
    }

    private static long commands(String id) {
        return WEB.owner()
                .sql("select count(*) from outbox where body like ?")
                .param("%" + id + "%")
                .query(Long.class)
                .single();
    }

    private static Answer submit(String authorization) {
        return HTTP.post(
                "/api/v1/requests", "application/pkcs10", Csr.der("a.example"), "Authorization", authorization);
    }
}
