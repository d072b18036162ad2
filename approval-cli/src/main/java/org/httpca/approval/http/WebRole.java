package org.httpca.approval.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;

/** The public answers of a web role. */
public final class WebRole {
    /** Of an answer. */
    public static final int MAX_OCTETS = 4 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LONGEST_WAIT_SECONDS = 90;
    private static final int WAITS = 20;

    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param url such as {@code https://ca.example.org}, with or without a slash at its end */
    public WebRole(String url) {
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** @param status of HTTP */
    public record Answer(int status, byte[] body) {}

    /** Where that is. */
    public String url(String path) {
        return base + path;
    }

    /**
     * Gets it. Who is told to come again (429 or 503 with Retry-After) does so.
     *
     * @param path with the query
     * @throws IOException if there is no answer, or one that is longer than any that is expected
     * @throws CommandFailed if the address is none, or this was interrupted
     */
    public Answer get(String path) throws IOException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url(path)))
                    .timeout(PATIENCE)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "'" + base + "' is no address of a web role; one looks like https://ca.example.org.",
                    e);
        }
        try {
            for (int wait = 0; ; wait++) {
                HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    byte[] octets = body.readNBytes(MAX_OCTETS + 1);
                    if (octets.length > MAX_OCTETS) {
                        throw new IOException("the answer is longer than " + MAX_OCTETS + " octets");
                    }
                    long seconds = retryAfter(answer);
                    if (seconds < 0 || wait == WAITS) {
                        return new Answer(answer.statusCode(), octets);
                    }
                    Thread.sleep(Duration.ofSeconds(seconds).toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.ERROR, "Interrupted.", e);
        }
    }

    private static long retryAfter(HttpResponse<?> answer) {
        if (answer.statusCode() != 429 && answer.statusCode() != 503) {
            return -1;
        }
        try {
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(-1);
            return seconds > LONGEST_WAIT_SECONDS ? -1 : seconds;
        } catch (NumberFormatException e) {
            return -1; // a date, which our web role does not say
        }
    }
}
