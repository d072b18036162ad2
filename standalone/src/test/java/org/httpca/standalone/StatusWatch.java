package org.httpca.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.httpca.message.MessageJson;
import tools.jackson.databind.JsonNode;

/** Somebody who looks at the status again and again, and says what has changed. */
final class StatusWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final URI url;
    private final long begin = System.nanoTime();
    private String last = "";

    StatusWatch(String url) {
        this.url = URI.create(url);
        thread.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
    }

    /** The alarms of now. */
    List<String> alarms() throws IOException, InterruptedException {
        String body = get("api/v1/status", "application/json");
        JsonNode alarms = MessageJson.mapper().readTree(body).path("alarms");
        return StreamSupport.stream(alarms.spliterator(), false)
                .map(alarm -> alarm.asString(""))
                .toList();
    }

    /** The page for people. */
    String page() throws IOException, InterruptedException {
        return get("status", "text/html");
    }

    private String get(String path, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Accept", type)
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new AssertionError("The status itself: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Says in which second since the begin there was what alarm. */
    void say(String what) {
        System.out.printf("  %5.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
    }

    private void look() {
        long asked = System.nanoTime();
        String now;
        try {
            now = alarms().toString();
        } catch (IOException | AssertionError e) {
            now = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        long took = (System.nanoTime() - asked) / 1_000_000;
        if (!now.equals(last) || took > 2000) {
            last = now;
            say("status after " + took + " ms: " + now);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
