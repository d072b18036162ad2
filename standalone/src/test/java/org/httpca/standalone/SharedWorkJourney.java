package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.httpca.message.Role;
import org.httpca.signer.SignerRole;
import org.httpca.worker.WorkerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Two workers and two signers, each with an identity of its own, on one pair of databases and one broker. */
abstract class SharedWorkJourney {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int AT_LEAST = 300;
    private static final int AT_MOST = 3000;
    private static final int BATCH = 10;

    @TempDir
    Path folder;

    abstract Parts parts();

    @Test
    @Timeout(300)
    void twoWorkersAndTwoSignersShareTheWorkAndDoNothingTwice() throws Exception {
        Path data = folder.resolve("data");
        try (Standalone standalone = Journeys.start(data, parts(), Map.of())) {
            Map<String, Object> worker = SecondInstance.of(standalone, Role.WORKER);
            Map<String, Object> signer = SecondInstance.of(standalone, Role.SIGNER);
            try (ConfigurableApplicationContext secondWorker = WorkerRole.run(worker);
                    ConfigurableApplicationContext secondSigner = SignerRole.run(signer)) {
                assertThat(secondWorker.isRunning() && secondSigner.isRunning()).isTrue();
                List<String> submitted = submit(standalone.url(), data);

                Tables web = Tables.web(data);
                Eventually.see(
                        "all are issued",
                        LIMIT,
                        () -> web.count("request WHERE status <> 'issued'"),
                        count -> count == 0);
                System.out.println("  " + parts() + ": " + submitted.size() + " requests, " + shares(data));
                assertThat(shares(data).keySet()).containsAll(everybody());
                Eventually.see(
                        "the web side hears from all four",
                        LIMIT,
                        () -> web.lines("SELECT instance FROM heartbeat WHERE role IN ('worker', 'signer')"),
                        all -> all.containsAll(List.of("worker-1", "worker-2", "signer-1", "signer-2")));
                Outcomes.oneCertificateEach(submitted, data);
                Outcomes.nothingWentWrong(data);
                assertThat(Tables.signer(data).lines("SELECT request_id FROM audit WHERE event = 'request-cleared'"))
                        .as("accepted once each")
                        .containsExactlyInAnyOrderElementsOf(submitted);
            }
        }
    }

    /** Until each of the four has done something: which of two is quicker is not ours to say. */
    private static List<String> submit(String url, Path data) throws Exception {
        BatchClient client = new BatchClient(url);
        List<String> ids = new ArrayList<>();
        while (ids.size() < AT_LEAST
                || (ids.size() < AT_MOST && !shares(data).keySet().containsAll(everybody()))) {
            ids.addAll(client.submit(Journeys.requests("host", "auto.test", ids.size(), BATCH), "from-" + ids.size()));
        }
        return ids;
    }

    private static List<String> everybody() {
        return List.of("worker-1", "worker-2", "signer-1/accept", "signer-2/accept", "signer-1/sign", "signer-2/sign");
    }

    /** How much each has done: the workers by what the signers heard from them, the signers' stages by their own words. */
    private static Map<String, Integer> shares(Path data) throws Exception {
        Map<String, Integer> shares = new HashMap<>();
        Tables.signer(data)
                .lines("SELECT chain FROM audit WHERE event IN ('request-cleared', 'certificate-issued')"
                        + " UNION ALL SELECT detail::json->>'sender' FROM audit WHERE event = 'request-cleared'")
                .forEach(who -> shares.merge(who, 1, Integer::sum));
        return shares;
    }
}
