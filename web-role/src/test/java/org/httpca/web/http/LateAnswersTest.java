package org.httpca.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class LateAnswersTest {
    private final LateAnswers late = new LateAnswers(
            JsonMapper.builder().build(),
            new Faults(
                    new ProblemAnswers(new StaticListableBeanFactory().getBeanProvider(ErrorPage.class)),
                    UUID::randomUUID));
    private final MockHttpServletRequest call = new MockHttpServletRequest("POST", "/api/v1/requests");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final CompletableFuture<ResponseEntity<Object>> answer = new CompletableFuture<>();

    LateAnswersTest() {
        call.setAsyncSupported(true);
    }

    @Test
    void whatIsThereIsAnsweredAtOnce() {
        answer.complete(ResponseEntity.ok("now"));
        assertThat(late.answer(call, response, answer)).isEqualTo(answer.join());
        assertThat(call.isAsyncStarted()).isFalse();
    }

    @Test
    void whatComesLaterIsWrittenOnceAndEndsTheExchange() throws Exception {
        response.setHeader("Cache-Control", "public");
        response.setHeader("Link", "<index>;rel=\"index\"");
        assertThat(late.answer(call, response, answer)).isNull();
        assertThat(isOver()).isFalse();
        assertThat(response.getContentAsByteArray()).isEmpty();

        answer.complete(ResponseEntity.accepted()
                .header("Cache-Control", "no-store")
                .header("Vary", "Prefer", "Accept")
                .header("Link", "<up>;rel=\"up\"")
                .body(Map.of("status", "issued")));
        assertThat(isOver()).isTrue();
        assertThat(response.getStatus()).isEqualTo(202);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getContentAsString()).isEqualTo("{\"status\":\"issued\"}");
        assertThat(response.getContentLength()).isEqualTo(19);
        assertThat(response.getHeaders("Cache-Control")).containsExactly("no-store");
        assertThat(response.getHeaders("Vary")).containsExactly("Prefer", "Accept");
        assertThat(response.getHeaders("Link")).containsExactly("<index>;rel=\"index\"", "<up>;rel=\"up\"");
    }

    @Test
    void anOutageMeanwhileIsAProblemDocument() throws Exception {
        late.answer(call, response, answer.thenApply(now -> now));
        answer.completeExceptionally(new DataAccessResourceFailureException("away"));
        assertThat(isOver()).isTrue();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getHeader(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(response.getContentAsString()).contains("urn:httpca:problem:");
    }

    @Test
    void aLargeAnswerIsWrittenByTheContainersThread() throws Exception {
        late.answer(call, response, answer);
        answer.complete(ResponseEntity.ok("x".repeat(10_000)));
        assertThat(isOver()).isTrue();
        assertThat(response.getContentLength()).isEqualTo(10_002);
    }

    private boolean isOver() {
        MockAsyncContext exchange = (MockAsyncContext) call.getAsyncContext();
        return exchange != null && !call.isAsyncStarted();
    }
}
