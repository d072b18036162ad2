package org.httpca.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Clients without manners: each submits one request after the other as fast as it gets answers, and never mind what
 * {@code Retry-After} says. One in eight comes from an address of its own, by way of a proxy; so it has a
 * budget, which clients on the same machine have not.
 */
final class Flood implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final List<String> csrs;
    private final CountDownLatch ended;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicLong> byStatus = new ConcurrentHashMap<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private Flood(String url, List<String> csrs, int clients) {
        this.address = URI.create(url).resolve("api/v1/requests");
        this.csrs = List.copyOf(csrs);
        this.ended = new CountDownLatch(clients);
    }

    static Flood start(String url, List<String> csrs, int clients) {
        Flood flood = new Flood(url, csrs, clients);
        for (int i = 0; i < clients; i++) {
            flood.submit(i % 8 == 0);
        }
        return flood;
    }

    private void submit(boolean budgeted) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-pem-file")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(csrs.get(next.getAndIncrement() % csrs.size())));
        if (budgeted) {
            request.header("X-Forwarded-For", "192.0.2.1");
        }
        http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).whenCompleteAsync((answer, fault) -> {
            look(answer, fault);
            if (stopped) {
                ended.countDown();
            } else {
                submit(budgeted);
            }
        });
    }

    private void look(@Nullable HttpResponse<String> answer, @Nullable Throwable fault) {
        if (answer == null) {
            unexpected.add(String.valueOf(fault));
            return;
        }
        int status = answer.statusCode();
        byStatus.computeIfAbsent(status, any -> new AtomicLong()).incrementAndGet();
        Matcher id = ID.matcher(answer.body());
        boolean comeAgain = answer.headers().firstValue("Retry-After").isPresent();
        if (status == 202 && id.find()) {
            accepted.add(id.group(1));
        } else if ((status != 429 && status != 503) || !comeAgain) {
            unexpected.add(status + " " + answer.headers().map() + " " + answer.body());
        }
    }

    /** Returns when the last answer is there. */
    void stop() throws InterruptedException {
        stopped = true;
        if (!ended.await(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("There are calls without an answer, and without an end.");
        }
    }

    /** Ids of the requests that were answered with 202. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    Map<Integer, AtomicLong> byStatus() {
        return new TreeMap<>(byStatus);
    }

    long count(int status) {
        AtomicLong count = byStatus.get(status);
        return count == null ? 0 : count.get();
    }

    /** Calls without an answer, and answers that are neither "accepted" nor "come again". */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
