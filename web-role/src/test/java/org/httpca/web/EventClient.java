package org.httpca.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of one event stream (WHATWG HTML, section 9.2.6), as far as ours go. */
public final class EventClient implements Subscriber<String> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<Heard> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<HttpResponse<Void>> answer;
    private final StringBuilder everything = new StringBuilder();
    private String id = "";

    /** An event. */
    public record Heard(String id, JsonNode data) {}

    public EventClient(int port, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/event-stream");
        answer = CLIENT.sendAsync(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                info -> BodySubscribers.fromLineSubscriber(this));
    }

    /** The next event, which must come. */
    public Heard next() throws Exception {
        Heard heard = events.poll(20, TimeUnit.SECONDS);
        if (heard == null) {
            throw new AssertionError("No event came; so far: " + everything);
        }
        return heard;
    }

    /** The whole answer, once the server has ended it as it should be. */
    public HttpResponse<Void> end() throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** Every line so far. */
    public synchronized String everything() {
        return everything.toString();
    }

    @Override
    public synchronized void onNext(String line) {
        everything.append(line).append('\n');
        if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("data: ")) {
            events.add(new Heard(id, JSON.readTree(line.substring(6))));
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onError(Throwable fault) {
        // the answer's future says it
    }

    @Override
    public void onComplete() {
        // the answer's future says it
    }
}
