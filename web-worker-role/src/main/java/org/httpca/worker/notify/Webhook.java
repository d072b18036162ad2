package org.httpca.worker.notify;

import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.httpca.pki.Printable;

/**
 * Posts a notice to one receiver. The status of the answer decides: 2xx took it, 410 wants no more of it, everything else, a redirect too, is
 * tried again. Of the answer's body not an octet is waited for.
 */
final class Webhook implements Channel {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int GONE = 410;
    private static final int LONGEST_REASON = 200;

    private final String name;
    private final URI url;
    private final WebhookSecret secret;
    private final HttpClient client;
    private final Duration longest;

    /** @param longest from the beginning of the connection to the answer's head */
    Webhook(String name, URI url, WebhookSecret secret, SSLContext tls, Duration longest) {
        this.name = name;
        this.url = url;
        this.secret = secret;
        this.longest = longest;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.of(null)) // what the environment says of proxies is no setting of ours
                .connectTimeout(CONNECT.compareTo(longest) < 0 ? CONNECT : longest)
                .sslContext(tls)
                .build();
    }

    static String channel(String name) {
        return "webhook/" + name;
    }

    @Override
    public String name() {
        return channel(name);
    }

    @Override
    public Duration longest() {
        return longest;
    }

    @Override
    public Outcome send(Letter letter) throws InterruptedException {
        byte[] body = WebhookJson.of(letter.notices().get(0));
        long second = letter.at().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .header("User-Agent", "HttpCA")
                .header("webhook-id", letter.id().toString())
                .header("webhook-timestamp", Long.toString(second))
                .header("webhook-signature", secret.sign(letter.id(), second, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, head -> new Unread());
        try {
            return outcome(answer.get(longest.toMillis(), TimeUnit.MILLISECONDS).statusCode());
        } catch (TimeoutException e) {
            return Outcome.failed("no answer within " + longest.toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Outcome.failed(
                    Printable.text(cause.getClass().getSimpleName() + ": " + cause.getMessage(), LONGEST_REASON));
        } finally {
            answer.cancel(true); // closes the connection of one that is still under way
        }
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.taken();
        }
        String why = "the answer was " + status;
        return status == GONE ? Outcome.refused(why) : Outcome.failed(why);
    }

    /** Is done at once, and lets nothing of the body in. */
    private static final class Unread implements HttpResponse.BodySubscriber<Void> {
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        @Override
        public CompletionStage<Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
            done.complete(null);
        }

        @Override
        public void onNext(List<ByteBuffer> octets) {}

        @Override
        public void onError(Throwable fault) {
            done.complete(null);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
