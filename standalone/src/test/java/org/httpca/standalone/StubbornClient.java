package org.httpca.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
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
 * Submits requests at a steady pace and never gives up: a call that had no answer, or was told to come again, is made again
 * with the same Idempotency-Key. Some of the answers are forgotten, and asked for once more. Those that are to be withdrawn are
 * withdrawn as soon as they are accepted.
 */
final class StubbornClient implements AutoCloseable {
    /** Longer than the server may take for any answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration NEXT_ATTEMPT = Duration.ofSeconds(1);
    /** So that those who wait do not keep a server from coming back. */
    private static final int MOST_OPEN = 40;
    /** One of so many answers is forgotten. */
    private static final int FORGETFUL = 7;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService pacemaker = Executors.newScheduledThreadPool(2);
    private final URI address;
    private final String token;
    private final AtomicInteger begun = new AtomicInteger();
    private final Map<Integer, String> accepted = new ConcurrentHashMap<>();
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private volatile boolean enough;

    StubbornClient(String url, String token) {
        this.address = URI.create(url).resolve("api/v1/requests");
        this.token = token;
    }

    /** Begins one submission after the other, as far apart as that, unless too many wait for their answers. */
    void start(Duration apart) {
        pacemaker.scheduleAtFixedRate(this::begin, 0, apart.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Begins no more; what has begun goes on until it is done. */
    void endsSoon() {
        enough = true;
    }

    private void begin() {
        if (enough || open.size() >= MOST_OPEN) {
            return;
        }
        int number = begun.getAndIncrement();
        open.add(number);
        try {
            submit(
                    number,
                    Subscriber.create("host" + number + Fate.mixed(number).domain)
                            .csr(),
                    false);
        } catch (Exception e) {
            unexpected.add(number + ": " + e);
        }
    }

    private void submit(int number, String csr, boolean again) {
        HttpRequest request = to("").header("Content-Type", "application/x-pem-file")
                .header("Idempotency-Key", "stubborn-" + number)
                .POST(HttpRequest.BodyPublishers.ofString(csr))
                .build();
        send(request, number, () -> submit(number, csr, again), answer -> {
            String id = answer.path("id").asString("");
            String before = accepted.putIfAbsent(number, id);
            if (before != null && !before.equals(id)) {
                unexpected.add(number + ": two requests under one key, " + before + " and " + id);
            }
            if (!again && number % FORGETFUL == 0) {
                submit(number, csr, true);
            } else if (Fate.mixed(number) == Fate.WITHDRAWN) {
                withdraw(number, id);
            } else {
                open.remove(number);
            }
        });
    }

    private void withdraw(int number, String id) {
        send(to("/" + id).DELETE().build(), number, () -> withdraw(number, id), answer -> open.remove(number));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE);
    }

    private interface Goes {
        void on(JsonNode answer);
    }

    private void send(HttpRequest request, int number, Runnable once, Goes next) {
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).whenComplete((answer, fault) -> {
            try {
                look(number, answer, once, next);
            } catch (RuntimeException e) {
                unexpected.add(number + ": " + e);
            }
        });
    }

    private void look(int number, @Nullable HttpResponse<String> answer, Runnable again, Goes next) {
        if (answer == null) {
            unanswered.incrementAndGet();
            later(NEXT_ATTEMPT, again);
        } else if (answer.statusCode() == 202) {
            next.on(MessageJson.mapper().readTree(answer.body()));
        } else if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()) {
            turnedAway.incrementAndGet();
            later(
                    Duration.ofSeconds(Long.parseLong(
                            answer.headers().firstValue("Retry-After").orElseThrow())),
                    again);
        } else {
            unexpected.add(
                    number + ": " + answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
            later(NEXT_ATTEMPT, again);
        }
    }

    private void later(Duration wait, Runnable again) {
        pacemaker.schedule(again, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The ids of those that were accepted, by their number. */
    Map<Integer, String> accepted() {
        return accepted;
    }

    /** How many have begun and are not done. */
    int open() {
        return open.size();
    }

    /** Answers that should not be, and second requests under one key. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    String summary() {
        return accepted.size() + " requests accepted; calls without an answer: " + unanswered + ", told to come again: "
                + turnedAway;
    }

    @Override
    public void close() {
        pacemaker.shutdownNow();
    }
}
