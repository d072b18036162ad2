package org.httpca.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Submits many requests at a steady pace, as scripts on many machines do: each under a key of its own, and again when the server
 * says that it should come again.
 */
final class SteadyClient implements AutoCloseable {
    /** Longer than the server may take for any answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService pacemaker = Executors.newSingleThreadScheduledExecutor();
    private final URI address;
    private final String token;
    private final List<String> csrs;
    private final Map<Integer, String> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

    SteadyClient(String url, String token, List<String> csrs) {
        this.address = URI.create(url).resolve("api/v1/requests");
        this.token = token;
        this.csrs = List.copyOf(csrs);
    }

    /** Begins one submission after the other, as far apart as that. */
    void start(Duration apart) {
        for (int i = 0; i < csrs.size(); i++) {
            later(i, apart.multipliedBy(i));
        }
    }

    private void later(int number, Duration wait) {
        pacemaker.schedule(() -> submit(number), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void submit(int number) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-pem-file")
                .header("Idempotency-Key", "steady-" + number)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(csrs.get(number)))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .whenComplete((answer, fault) -> look(number, answer, fault));
    }

    private void look(int number, @Nullable HttpResponse<String> answer, @Nullable Throwable fault) {
        if (answer == null) {
            unexpected.add(number + ": " + fault);
            return;
        }
        JsonNode body = MessageJson.mapper().readTree(answer.body());
        if (answer.statusCode() == 202) {
            accepted.put(number, body.path("id").asString(""));
        } else if (answer.statusCode() == 503
                && body.path("type").asString("").endsWith("unavailable")
                && answer.headers().firstValue("Retry-After").isPresent()) {
            turnedAway.incrementAndGet();
            later(
                    number,
                    Duration.ofSeconds(Long.parseLong(
                            answer.headers().firstValue("Retry-After").orElseThrow())));
        } else {
            unexpected.add(
                    number + ": " + answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
        }
    }

    /** The ids of those that were accepted, by their number. */
    Map<Integer, String> accepted() {
        return accepted;
    }

    /** How often the server has said that it cannot now. */
    int turnedAway() {
        return turnedAway.get();
    }

    /** Answers that were neither "accepted" nor "come again", and calls that had no answer. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    @Override
    public void close() {
        pacemaker.shutdownNow();
    }
}
