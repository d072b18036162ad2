package org.httpca.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI base;
    private final @Nullable String token;

    /** @param token the bearer token, null to ask as anybody */
    Door(URI base, @Nullable String token) {
        this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
        this.token = token;
    }

    /** The request, as soon as it is final or those seconds have passed. */
    Asked submit(Applicant applicant, long seconds) throws IOException, InterruptedException {
        HttpRequest request = to("api/v1/requests")
                .header("Prefer", "wait=" + seconds)
                .header("Content-Type", "application/pkcs10")
                .POST(BodyPublishers.ofByteArray(applicant.csr().toArray()))
                .build();
        return asked(tree(expect(202, request)));
    }

    /** Many by one call; in their order what each became, an empty id where it was refused. */
    List<Asked> submitAll(List<Applicant> applicants) throws IOException, InterruptedException {
        String body = MessageJson.mapper()
                .writeValueAsString(Map.of(
                        "requests",
                        applicants.stream()
                                .map(one -> Map.of(
                                        "csr",
                                        Pem.encode(
                                                "CERTIFICATE REQUEST", one.csr().toArray())))
                                .toList()));
        HttpRequest request = to("api/v1/requests/batch")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        JsonNode outcomes = tree(expect(202, request)).path("outcomes");
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
    Asked wait(String id, long seconds) throws IOException, InterruptedException {
        return asked(tree(expect(
                200,
                to("api/v1/requests/" + id).header("Prefer", "wait=" + seconds).build())));
    }

    /** @param url absolute, or a path; only its path counts, so that a proxy or a tunnel in between is no obstacle */
    byte[] download(String url) throws IOException, InterruptedException {
        return expect(200, to(URI.create(url).getRawPath().substring(1)).build());
    }

    /** What {@code GET /api/v1/ca} says. */
    JsonNode issuers() throws IOException, InterruptedException {
        return tree(expect(200, to("api/v1/ca").build())).path("issuers");
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private byte[] expect(int status, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != status) {
            throw new Unexpected("HTTP " + response.statusCode() + title(response.body()));
        }
        return response.body();
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
