package org.httpca.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.httpca.message.MessageJson;

/** Follows one request by its event stream. */
final class Follower implements Subscriber<String> {
    private final List<String> statuses = new ArrayList<>();
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<HttpResponse<Void>> end;

    Follower(HttpClient http, URI events) {
        end = http.sendAsync(HttpRequest.newBuilder(events).build(), BodyHandlers.fromLineSubscriber(this));
    }

    /** Completed by the first event. */
    CompletableFuture<String> first() {
        return first;
    }

    /** Completed when the server has ended the stream in good order. */
    CompletableFuture<HttpResponse<Void>> end() {
        return end;
    }

    synchronized List<String> statuses() {
        return List.copyOf(statuses);
    }

    @Override
    public synchronized void onNext(String line) {
        if (line.startsWith("data: ")) {
            String status = MessageJson.mapper()
                    .readTree(line.substring(6))
                    .path("status")
                    .asString("");
            statuses.add(status);
            first.complete(status);
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onError(Throwable fault) {
        first.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
        first.cancel(false);
    }
}
