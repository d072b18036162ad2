package org.httpca.web.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers in JSON when the answer is there, however long that takes. No thread is held meanwhile, and the call does not go through
 * all filters and handlers a second time, as it would with the framework's own asynchronous results: under load that is a third
 * of what a submission costs here.
 */
@Component
public class LateAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LateAnswers.class);
    /** Longer than anybody waits: the answer comes by itself. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(5);

    /** What is not larger stays in the container's buffer until its own thread sends it: a slow client holds nobody up. */
    private static final int SMALL = 4096;

    private final JsonMapper json;
    private final Faults faults;

    LateAnswers(JsonMapper json, Faults faults) {
        this.json = json;
        this.faults = faults;
    }

    /** What a handler method that has the response among its parameters returns: the answer, or nothing if it comes later. */
    public @Nullable Object answer(
            HttpServletRequest call, HttpServletResponse response, CompletionStage<ResponseEntity<Object>> answer) {
        return answer(call, response, false, answer);
    }

    /**
     * As {@link #answer(HttpServletRequest, HttpServletResponse, CompletionStage)}.
     *
     * @param large whether writing it down takes so long that it is not for the thread that has it
     */
    public @Nullable Object answer(
            HttpServletRequest call,
            HttpServletResponse response,
            boolean large,
            CompletionStage<ResponseEntity<Object>> answer) {
        CompletableFuture<ResponseEntity<Object>> future = answer.toCompletableFuture();
        if (future.isDone()) {
            return future.join();
        }
        AsyncContext exchange = call.startAsync(call, response);
        exchange.setTimeout(GIVEN_UP.toMillis());
        future.whenComplete((entity, fault) -> {
            Runnable writing = () -> write(exchange, call, entity, fault);
            orEnd(exchange, large ? () -> exchange.start(writing) : writing);
        });
        return null;
    }

    private static void orEnd(AsyncContext exchange, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("A late answer could not be made.", e);
            end(exchange);
        }
    }

    private void write(
            AsyncContext exchange,
            HttpServletRequest call,
            @Nullable ResponseEntity<Object> answer,
            @Nullable Throwable fault) {
        orEnd(exchange, () -> {
            ResponseEntity<?> entity = answer != null ? answer : faulty(call, fault);
            byte[] body = json.writeValueAsBytes(entity.getBody());
            if (body.length <= SMALL) {
                write(exchange, entity, body);
            } else {
                exchange.start(() -> write(exchange, entity, body));
            }
        });
    }

    /** Whatever is missing, it is not to look like an answer. */
    private static void end(AsyncContext exchange) {
        try {
            if (!exchange.getResponse().isCommitted()) {
                ((HttpServletResponse) exchange.getResponse()).setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            }
            exchange.complete();
        } catch (IllegalStateException e) {
            LOG.debug("It was over already.", e);
        }
    }

    private static void write(AsyncContext exchange, ResponseEntity<?> entity, byte[] body) {
        try {
            HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
            response.setStatus(entity.getStatusCode().value());
            HttpHeaders headers = entity.getHeaders();
            headers.forEach((name, values) -> {
                if (name.equalsIgnoreCase(HttpHeaders.LINK)) {
                    // beside those that a filter has set
                    values.forEach(value -> response.addHeader(name, value));
                    return;
                }
                response.setHeader(name, values.get(0));
                values.stream().skip(1).forEach(value -> response.addHeader(name, value));
            });
            if (headers.getContentType() == null) {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            }
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (IOException e) {
            LOG.debug("A client went away before its answer.", e);
        } finally {
            exchange.complete();
        }
    }

    /** Whoever waits is a program, which is answered in JSON. */
    private ResponseEntity<?> faulty(HttpServletRequest call, @Nullable Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        Exception exception = cause instanceof Exception one ? one : new IllegalStateException(cause);
        return (ResponseEntity<?>) faults.answer(exception, call);
    }
}
