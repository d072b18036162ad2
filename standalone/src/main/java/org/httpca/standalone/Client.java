package org.httpca.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of the JSON API, as anyone could write it: it speaks HTTP and knows nothing else. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The request object, as far as a client needs it. */
    record Request(
            String id,
            String status,
            int approvalsRequired,
            @Nullable String serial,
            @Nullable String problem) {}

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;

    Client(String url) {
        this.base = URI.create(url);
    }

    Request submit(String pem) throws IOException, InterruptedException {
        return submit(pem, null);
    }

    /** @param profile null for the default one */
    Request submit(String pem, @Nullable String profile) throws IOException, InterruptedException {
        String query = profile == null ? "" : "?profile=" + profile;
        HttpRequest request = HttpRequest.newBuilder(base.resolve("api/v1/requests" + query))
                .header("Content-Type", "application/x-pem-file")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(pem))
                .build();
        return request(expect(202, http.send(request, HttpResponse.BodyHandlers.ofString())));
    }

    /** Waits until the request has this status, or another final one, which fails. */
    Request until(String id, String status) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Request last = get(id, "wait=1");
        while (!last.status().equals(status) && System.nanoTime() < end) {
            if (last.status().equals("rejected") || last.status().equals("withdrawn")) {
                throw new Demo.StepFailed("the request is " + last.status() + ": " + last.problem());
            }
            last = get(id, "wait=1");
        }
        if (!last.status().equals(status)) {
            throw new Demo.StepFailed("after " + PATIENCE.toSeconds() + " s the request is still " + last.status());
        }
        return last;
    }

    String text(String path) throws IOException, InterruptedException {
        return expect(200, http.send(get(path), HttpResponse.BodyHandlers.ofString()));
    }

    byte[] octets(String path) throws IOException, InterruptedException {
        return expect(200, http.send(get(path), HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** Asks for the revocation of a certificate, with an operator's token. */
    void revoke(String serial, String reason, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("api/v1/certificates/" + serial + "/revocation"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"" + reason + "\"}"))
                .build();
        expect(202, http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    /** An OCSP answer to that request (RFC 6960, appendix A). */
    byte[] ocsp(String url, byte[] question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/ocsp-request")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))
                .build();
        return expect(200, http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    }

    /** {@code good}, or what the certificate's revocation is, with its reason. */
    String revocation(String serial) throws IOException, InterruptedException {
        JsonNode revocation = MessageJson.mapper()
                .readTree(text("api/v1/certificates/" + serial))
                .path("revocation");
        String reason = revocation.path("reason").asString("");
        return revocation.path("status").asString("good") + (reason.isEmpty() ? "" : ", " + reason);
    }

    private Request get(String id, String preference) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("api/v1/requests/" + id))
                .header("Prefer", preference)
                .timeout(PATIENCE)
                .build();
        return request(expect(200, http.send(request, HttpResponse.BodyHandlers.ofString())));
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build();
    }

    private static <T> T expect(int status, HttpResponse<T> response) {
        if (response.statusCode() != status) {
            throw new Demo.StepFailed(
                    response.request().uri().getPath() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static Request request(String body) {
        JsonNode json = MessageJson.mapper().readTree(body);
        JsonNode serial = json.path("certificate").path("serial");
        JsonNode problem = json.path("problem").path("detail");
        return new Request(
                json.path("id").asString(""),
                json.path("status").asString(""),
                json.path("approvals").path("required").asInt(0),
                serial.isString() ? serial.asString() : null,
                problem.isString() ? problem.asString() : null);
    }
}
