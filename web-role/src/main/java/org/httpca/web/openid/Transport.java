package org.httpca.web.openid;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.httpca.web.settings.OpenId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is fetched from the provider: by HTTPS or on this machine, within a time for the whole answer and a size, and never
 * where a redirection leads.
 */
final class Transport implements HTTPRequestSender, ResourceRetriever {
    static final int LONGEST = 256 * 1024;
    private static final int OK = 200;

    private final HttpClient client;
    private final Duration timeout;

    /** @param trust of a CA file; null for the system's */
    Transport(Duration timeout, @Nullable SSLContext trust) {
        this.timeout = timeout;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(timeout);
        this.client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /** The body of an answer that has to be 200. */
    String get(URI address) throws IOException {
        HttpResponse<byte[]> answer =
                send(address, HttpRequest.newBuilder().GET().header("Accept", "application/json"));
        if (answer.statusCode() != OK) {
            throw new IOException("it answers " + answer.statusCode() + " at " + address);
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The provider's keys (RFC 7517). */
    @Override
    public Resource retrieveResource(URL url) throws IOException {
        return new Resource(get(URI.create(url.toString())), "application/json");
    }

    /** The token request (RFC 6749, section 4.1.3). */
    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder()
                .method(request.getMethod().name(), BodyPublishers.ofString(String.valueOf(request.getBody())));
        for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
            header.getValue().forEach(value -> builder.header(header.getKey(), value));
        }
        HttpResponse<byte[]> answer = send(request.getURI(), builder);
        HTTPResponse read = new HTTPResponse(answer.statusCode());
        try {
            read.setContentType(answer.headers().firstValue("Content-Type").orElse("application/octet-stream"));
        } catch (ParseException e) {
            throw new IOException("its Content-Type cannot be read", e);
        }
        read.setBody(new String(answer.body(), StandardCharsets.UTF_8));
        return read;
    }

    private HttpResponse<byte[]> send(URI address, HttpRequest.Builder request) throws IOException {
        if (!OpenId.isSafe(address)) {
            throw new IOException("it names an address that is neither https nor on this machine: " + address);
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.uri(address).build(), info -> new LimitedBody(LONGEST));
        try {
            // The client's own time limit ends with the headers; this one is for the body, too.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }
}
