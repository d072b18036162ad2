package org.httpca.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One account at an ACME server (RFC 8555), as a careful client has it: every nonce that an answer brings is used for the next
 * question, and a bad one is asked for anew (section 6.5). For one thread.
 */
final class AcmeClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(75);
    private static final int TRIES = 4;
    private static final int MILLIS = 1000;
    private static final String BAD_NONCE = "urn:ietf:params:acme:error:badNonce";

    private final JsonNode directory;
    private final AccountSigner signer;
    private final AtomicInteger badNonces;
    private @Nullable String account;
    private @Nullable String nonce;

    /**
     * An answer.
     *
     * @param location empty where there is none
     * @param retryMillis what Retry-After says; -1 where it says nothing
     */
    record Answer(byte[] body, String location, long retryMillis) {
        JsonNode json() throws IOException {
            return tree(body);
        }
    }

    /** The server said no, by a problem document. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private AcmeClient(JsonNode directory, AccountSigner signer, AtomicInteger badNonces) {
        this.directory = directory;
        this.signer = signer;
        this.badNonces = badNonces;
    }

    /**
     * With a new account.
     *
     * @param badNonces counts those that the server did not take
     */
    static AcmeClient register(URI directory, AccountSigner signer, AtomicInteger badNonces) throws IOException {
        HttpURLConnection call = to(directory.toString());
        AcmeClient client = new AcmeClient(tree(read(call)), signer, badNonces);
        Answer made = client.post(client.url("newAccount"), "{\"termsOfServiceAgreed\":true}");
        client.account = made.location();
        return client;
    }

    String thumbprint() {
        return signer.thumbprint();
    }

    /** Of the directory. */
    String url(String name) throws IOException {
        String url = directory.path(name).asString("");
        if (url.isEmpty()) {
            throw new Door.Unexpected("a directory without " + name);
        }
        return url;
    }

    Answer get(String url) throws IOException {
        return post(url, "");
    }

    Answer post(String url, String payload) throws IOException {
        for (int i = 1; ; i++) {
            HttpURLConnection call = to(url);
            byte[] body = signer.sign(url, nonce(), account, payload);
            call.setRequestMethod("POST");
            call.setRequestProperty("Content-Type", "application/jose+json");
            call.setDoOutput(true);
            // so it is sent once, whatever comes of it
            call.setFixedLengthStreamingMode(body.length);
            call.getOutputStream().write(body);
            int status = call.getResponseCode();
            nonce = call.getHeaderField("Replay-Nonce");
            byte[] answer = read(call);
            if (status < 300) {
                String location = call.getHeaderField("Location");
                return new Answer(answer, location == null ? "" : location, retry(call.getHeaderField("Retry-After")));
            }
            JsonNode problem = tree(answer);
            String type = problem.path("type").asString("");
            if (type.equals(BAD_NONCE) && i < TRIES) {
                badNonces.incrementAndGet();
                continue;
            }
            String words = "HTTP " + status + " " + type.substring(type.lastIndexOf(':') + 1) + ": "
                    + problem.path("detail").asString("");
            throw status < 500 ? new Refused(words) : new Door.Unexpected(words);
        }
    }

    /** One that an answer brought, or a new one; each once. */
    private String nonce() throws IOException {
        String next = nonce;
        nonce = null;
        if (next != null) {
            return next;
        }
        HttpURLConnection call = to(url("newNonce"));
        call.setRequestMethod("HEAD");
        read(call);
        String fresh = call.getHeaderField("Replay-Nonce");
        if (fresh == null) {
            throw new Door.Unexpected("newNonce without a nonce");
        }
        return fresh;
    }

    private static HttpURLConnection to(String url) throws IOException {
        HttpURLConnection call = (HttpURLConnection) URI.create(url).toURL().openConnection();
        call.setConnectTimeout((int) CONNECT.toMillis());
        call.setReadTimeout((int) ANSWER.toMillis());
        call.setInstanceFollowRedirects(false);
        call.setUseCaches(false);
        call.setRequestProperty("User-Agent", "httpca-bench");
        return call;
    }

    private static byte[] read(HttpURLConnection call) throws IOException {
        int status = call.getResponseCode();
        try (InputStream content = status < 400 ? call.getInputStream() : call.getErrorStream()) {
            return content == null ? new byte[0] : content.readAllBytes();
        }
    }

    /** Seconds alone: no server that is measured here says a date. */
    private static long retry(@Nullable String seconds) {
        try {
            return seconds == null ? -1 : Math.max(0, Long.parseLong(seconds.strip()) * MILLIS);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static JsonNode tree(byte[] body) throws IOException {
        try {
            return MessageJson.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new Door.Unexpected("an answer that is no JSON");
        }
    }
}
