package org.httpca.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client that believes no answer which the API's description does not promise. Headers are given as name, value, name, value … */
public final class Http {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT;

    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        CLIENT = HttpClient.newHttpClient();
    }

    private final String base;
    private final int port;

    Http(int port) {
        this.port = port;
        base = "http://127.0.0.1:" + port;
    }

    /** Of any web role on this machine. */
    public static Http at(int port) {
        return new Http(port);
    }

    /** An answer. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public byte[] body() {
            return response.body();
        }

        public String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body());
        }

        /** "" if there is none. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Of the server. */
    public int port() {
        return port;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public CompletableFuture<Answer> getLater(String path, String... headers) {
        return CLIENT.sendAsync(request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofByteArray())
                .thenApply(answer -> checked("GET", path, new Answer(answer)));
    }

    public Answer post(String path, String type, byte[] body, String... headers) {
        return send("POST", path, BodyPublishers.ofByteArray(body), with(type, headers));
    }

    public Answer postJson(String path, String body, String... headers) {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers) {
        try {
            return checked(
                    method,
                    path,
                    new Answer(CLIENT.send(request(method, path, body, headers), BodyHandlers.ofByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer checked(String method, String path, Answer answer) {
        WebUnderTest.contract().ifPresent(contract -> contract.check(method, path, answer));
        return answer;
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    private static String[] with(String type, String[] headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = type;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }
}
