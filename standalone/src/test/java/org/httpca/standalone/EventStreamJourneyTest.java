package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.httpca.web.WebRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** A hundred clients follow a hundred requests on one web role, while it and another share the load behind a proxy. */
class EventStreamJourneyTest {
    private static final int CLIENTS = 100;
    private static final int BATCH = 10;

    @TempDir
    Path folder = Path.of("");

    @Test
    @Timeout(300)
    void aHundredClientsFollowAHundredRequests() throws Exception {
        Path data = folder.resolve("data");
        try (Standalone standalone = Journeys.start(data, Parts.EMBEDDED, Map.of())) {
            Map<String, Object> properties =
                    new HashMap<>(standalone.role("web").properties());
            properties.put("httpca.port", 0);
            try (ConfigurableApplicationContext second = WebRole.run(properties);
                    AlternatingProxy proxy = new AlternatingProxy(List.of(
                            URI.create(standalone.url()),
                            URI.create("http://127.0.0.1:"
                                    + second.getEnvironment().getRequiredProperty("local.server.port"))))) {
                List<String> ids = submit(proxy.url());
                assertThat(proxy.connectionsOf(0)).isPositive();
                assertThat(proxy.connectionsOf(1)).isPositive();

                HttpClient http = HttpClient.newHttpClient();
                List<Follower> followers = ids.stream()
                        .map(id -> new Follower(
                                http, URI.create(standalone.url()).resolve("api/v1/requests/" + id + "/events")))
                        .toList();
                for (Follower follower : followers) {
                    follower.first().get(60, TimeUnit.SECONDS);
                }
                approveAll(data);

                for (Follower follower : followers) {
                    assertThat(follower.end().get(120, TimeUnit.SECONDS).statusCode())
                            .isEqualTo(200);
                    assertThat(follower.statuses()).endsWith("issued").doesNotHaveDuplicates();
                }
                System.out.println("  seen: "
                        + followers.stream()
                                .flatMap(follower -> follower.statuses().stream())
                                .collect(Collectors.groupingBy(status -> status, Collectors.counting())));
                Outcomes.oneCertificateEach(ids, data);
            }
        }
    }

    private static List<String> submit(String url) throws Exception {
        List<String> ids = new ArrayList<>();
        while (ids.size() < CLIENTS) {
            ids.addAll(new BatchClient(url)
                    .submit(Journeys.requests("host", "example.test", ids.size(), BATCH), "from-" + ids.size()));
        }
        return ids;
    }

    private static void approveAll(Path data) throws Exception {
        Tables signer = Tables.signer(data);
        Eventually.holds(
                "all are held",
                Duration.ofSeconds(60),
                () -> signer.count("request WHERE state = 'Waiting-For-Approval'") == CLIENTS);
        List<String> words = new ArrayList<>(List.of("approve"));
        words.addAll(signer.lines("SELECT id FROM request WHERE state = 'Waiting-For-Approval'"));
        Journeys.Said said = Journeys.approval(data, words);
        assertThat(said.code()).as(said.text()).isIn(0, 1); // 1: stored, and not all counted within ten seconds
    }
}
