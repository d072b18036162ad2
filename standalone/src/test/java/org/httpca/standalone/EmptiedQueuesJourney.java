package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.httpca.message.Role;
import org.httpca.signer.SignerRole;
import org.httpca.worker.WorkerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Somebody empties the broker's queues while requests are under way: commands get lost, and outcomes. All end as they should. */
abstract class EmptiedQueuesJourney {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    abstract Parts parts();

    @Test
    @Timeout(300)
    void whatGotLostIsSaidAgain() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> soon = Map.of("httpca.announce.after", "1s", "httpca.announce.held", "1s");
        try (Standalone standalone = Journeys.start(data, parts(), soon)) {
            BatchClient client = new BatchClient(standalone.url());
            Tables web = Tables.web(data);
            Tables signer = Tables.signer(data);

            // The commands of the first sixty are confirmed by the broker, and gone before a signer saw them.
            standalone.role("signer").context().close();
            List<String> signed = new ArrayList<>(client.submit(Journeys.requests("a", "auto.test", 0, 50), "a"));
            List<String> held = new ArrayList<>(client.submit(Journeys.requests("a", "held.test", 0, 10), "b"));
            awaits(web, "status = 'submitted'", 60);
            int commands = Thief.empty(Role.SIGNER, standalone);
            assertThat(commands).as("envelopes with commands that are gone").isPositive();

            // Of the other forty the signer hears; what it says is confirmed by the broker, and gone.
            signed.addAll(client.submit(Journeys.requests("b", "auto.test", 0, 30), "c"));
            List<String> early = client.submit(Journeys.requests("b", "held.test", 0, 10), "d");
            held.addAll(early);
            awaits(web, "status = 'submitted'", 100);
            standalone.role("worker").context().close();
            int events;
            try (ConfigurableApplicationContext signerAgain =
                    SignerRole.run(standalone.role("signer").properties())) {
                assertThat(signerAgain.isRunning()).isTrue();
                awaits(signer, "state = 'Waiting-For-Approval' AND id IN (" + quoted(early) + ")", 10);
                assertThat(Journeys.approval(data, words("approve", early)).code())
                        .isZero();
                Eventually.see(
                        "the signer has said all that it had to say",
                        LIMIT,
                        () -> signer.count("request WHERE word IS NOT NULL OR state = 'Waiting-For-Signature'"),
                        count -> count == 0);
                events = Thief.empty(Role.WORKER, standalone);
                assertThat(events).as("envelopes with events that are gone").isPositive();
                assertThat(web.count("request WHERE status = 'submitted'")).isEqualTo(100);

                // All of it is said again, while somebody takes some of the envelopes out of both queues.
                try (ConfigurableApplicationContext workerAgain =
                        WorkerRole.run(standalone.role("worker").properties())) {
                    assertThat(workerAgain.isRunning()).isTrue();
                    int live = steal(standalone, 3);
                    awaits(web, "status = 'waiting-for-approval'", 10);
                    List<String> approved = held.subList(0, 5);
                    List<String> rejected = held.subList(5, 10);
                    assertThat(Journeys.approval(data, words("approve", approved))
                                    .code())
                            .isZero();
                    live += steal(standalone, 1);
                    for (String id : rejected) {
                        assertThat(Journeys.approval(data, List.of("reject", id, "--reason", "not yours"))
                                        .code())
                                .isZero();
                    }
                    Eventually.see(
                            "every request has its outcome",
                            LIMIT,
                            () -> web.lines("SELECT status FROM request WHERE status NOT IN ('issued', 'rejected')"),
                            List::isEmpty);

                    System.out.println("  " + parts() + ": gone were " + commands + " envelopes with commands, "
                            + events + " with events, and " + live + " of both while all was running");
                    signed.addAll(early);
                    signed.addAll(approved);
                    Outcomes.oneCertificateEach(signed, data);
                    assertThat(web.lines("SELECT id FROM request WHERE status = 'rejected'"))
                            .containsExactlyInAnyOrderElementsOf(rejected);
                    Outcomes.nothingWentWrong(data);
                }
            }
        }
    }

    private static void awaits(Tables tables, String where, long number) throws Exception {
        Eventually.see(
                number + " with " + where, LIMIT, () -> tables.count("request WHERE " + where), n -> n == number);
    }

    /** Lets a thief take what arrives, until it has that many envelopes at least; returns how many they are. */
    private static int steal(Standalone standalone, int enough) throws Exception {
        try (Thief thief = Thief.of(standalone)) {
            return Eventually.see("envelopes are stolen", LIMIT, thief::stolen, count -> count >= enough);
        }
    }

    private static List<String> words(String command, List<String> ids) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(ids);
        return words;
    }

    private static String quoted(List<String> ids) {
        return "'" + String.join("', '", ids) + "'";
    }
}
