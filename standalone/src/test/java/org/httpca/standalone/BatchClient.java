package org.httpca.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.httpca.message.MessageJson;
import tools.jackson.databind.JsonNode;

/** Submits many requests by one call of the JSON API. */
final class BatchClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;

    BatchClient(String url) {
        this.address = URI.create(url).resolve("api/v1/requests/batch");
    }

    /**
     * @param key says to the server that a repetition is one
     * @return the requests' ids, in the order of the submissions
     * @throws IOException also for any answer but "accepted", for the whole and for each
     */
    List<String> submit(List<String> pems, String key) throws IOException, InterruptedException {
        String body = MessageJson.mapper()
                .writeValueAsString(Map.of(
                        "requests", pems.stream().map(pem -> Map.of("csr", pem)).toList()));
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode outcome : MessageJson.mapper().readTree(response.body()).path("outcomes")) {
            String id = outcome.path("request").path("id").asString("");
            if (id.isEmpty()) {
                throw new IOException("Refused: " + outcome);
            }
            ids.add(id);
        }
        return ids;
    }
}
