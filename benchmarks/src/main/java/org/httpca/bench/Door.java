package org.httpca.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.httpca.message.MessageJson;
import org.httpca.pki.Pem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON API and the downloads of an installation, as any script sees them. Nothing is repeated behind the caller's back. */
final class Door {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A little more than the longest wait that the API knows. */
    private static final Duration ANSWER = Duration.ofSeconds(75);

    private static final Set<String> FINAL = Set.of("issued", "rejected", "withdrawn");

    /** A request as the API shows it; empty strings for what is not there. */
    record Asked(String id, String status, String certificateUrl, String problem) {

        boolean isFinal() {
            return FINAL.contains(status);
        }
    }

    /** An answer that is none of those expected. */
    static final class Unexpected extends IOException {

        private static final long serialVersionUID = 1L;

        Unexpected(String message) {
            super(message);
        }
    }

    static {
        // Connections are kept for as many clients as there can be.
        System.setProperty("http.maxConnections", "1000");
    }

    private final URI base;
    private final @Nullable String token;

    /** @param token the bearer token, null to ask as anybody */
    Door(URI base, @Nullable String token) {
        this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
        this.token = token;
    }

    /** The request, as soon as it is final or those seconds have passed. */
    Asked submit(Applicant applicant, long seconds) throws IOException {
        HttpURLConnection call = to("api/v1/requests");
        call.setRequestProperty("Prefer", "wait=" + seconds);
        return asked(tree(post(call, "application/pkcs10", applicant.csr().toArray())));
    }

    /**
     * Many by one call; in their order what each became, an empty id where it was refused, as soon as all are final or those
     * seconds have passed.
     */
    List<Asked> submitAll(List<Applicant> applicants, long seconds) throws IOException {
        String body = MessageJson.mapper()
                .writeValueAsString(Map.of(
                        "requests",
                        applicants.stream()
                                .map(one -> Map.of(
                                        "csr",
                                        Pem.encode(
                                                "CERTIFICATE REQUEST", one.csr().toArray())))
                                .toList()));
        HttpURLConnection call = to("api/v1/requests/batch");
        call.setRequestProperty("Prefer", "wait=" + seconds);
        JsonNode outcomes = tree(post(call, "application/json", body.getBytes(StandardCharsets.UTF_8)))
                .path("outcomes");
        if (outcomes.size() != applicants.size()) {
            throw new Unexpected("a batch of another size came back");
        }
        return outcomes.valueStream()
                .map(outcome -> outcome.path("request").isObject()
                        ? asked(outcome.path("request"))
                        : new Asked(
                                "",
                                "rejected",
                                "",
                                outcome.path("problem").path("title").asString("")))
                .toList();
    }

    /** The request, as soon as it is final or those seconds have passed. */
    Asked wait(String id, long seconds) throws IOException {
        HttpURLConnection call = to("api/v1/requests/" + id);
        call.setRequestProperty("Prefer", "wait=" + seconds);
        return asked(tree(expect(200, call)));
    }

    /** @param url absolute, or a path; only its path counts, so that a proxy or a tunnel in between is no obstacle */
    byte[] download(String url) throws IOException {
        return expect(200, to(URI.create(url).getRawPath().substring(1)));
    }

    /** What {@code GET /api/v1/ca} says. */
    JsonNode issuers() throws IOException {
        return tree(expect(200, to("api/v1/ca"))).path("issuers");
    }

    /**
     * The serial numbers on the first page of a search.
     *
     * @param query what stands behind the question mark
     */
    List<String> search(String query) throws IOException {
        JsonNode found = tree(expect(200, to("api/v1/certificates?" + query))).path("certificates");
        return found.valueStream().map(one -> one.path("serial").asString("")).toList();
    }

    /** A blocking call on a kept connection: of all that the JDK has, it takes least from what is measured. */
    private HttpURLConnection to(String path) throws IOException {
        HttpURLConnection call = (HttpURLConnection) base.resolve(path).toURL().openConnection();
        call.setConnectTimeout((int) CONNECT.toMillis());
        call.setReadTimeout((int) ANSWER.toMillis());
        call.setInstanceFollowRedirects(false);
        call.setUseCaches(false);
        if (token != null) {
            call.setRequestProperty("Authorization", "Bearer " + token);
        }
        return call;
    }

    private static byte[] post(HttpURLConnection call, String type, byte[] body) throws IOException {
        call.setRequestMethod("POST");
        call.setRequestProperty("Content-Type", type);
        call.setDoOutput(true);
        // so it is sent once, whatever comes of it
        call.setFixedLengthStreamingMode(body.length);
        call.getOutputStream().write(body);
        return expect(202, call);
    }

    private static byte[] expect(int status, HttpURLConnection call) throws IOException {
        int answered = call.getResponseCode();
        byte[] body;
        try (InputStream content = answered < 400 ? call.getInputStream() : call.getErrorStream()) {
            body = content == null ? new byte[0] : content.readAllBytes();
        }
        if (answered != status) {
            throw new Unexpected("HTTP " + answered + title(body));
        }
        return body;
    }

    /** The title of a problem document (RFC 9457, section 3.1.3), which all problems of a kind have in common. */
    private static String title(byte[] body) {
        try {
            String title = tree(body).path("title").asString("");
            return title.isEmpty() ? "" : ": " + title;
        } catch (IOException e) {
            return "";
        }
    }

    private static JsonNode tree(byte[] body) throws IOException {
        try {
            return MessageJson.mapper().readTree(body);
        } catch (JacksonException e) {
            throw new Unexpected("an answer that is no JSON");
        }
    }

    private static Asked asked(JsonNode json) {
        return new Asked(
                json.path("id").asString(""),
                json.path("status").asString(""),
                json.path("certificate").path("url").asString(""),
                json.path("problem").path("title").asString(""));
    }

    @Override
    public String toString() {
        return "Door[" + base + "]";
    }
}
