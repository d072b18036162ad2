package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.httpca.embedded.process.FreePorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./httpca start}, killed (SIGKILL) while requests come in and are signed, and started again on the same folder. */
@Tag("full")
class KilledStandaloneTest {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final long SEED = 20_261_121;
    private static final int BATCHES = 50;
    private static final int BATCH = 20;
    private static final int THREADS = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();

    @Test
    @Tag("full")
    @Timeout(600)
    void eachAcceptedRequestHasOneOutcomeThoughItWasKilledTwice() throws Exception {
        Path data = folder.resolve("data");
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(Journeys.requests("host", "auto.test", i * BATCH, BATCH));
        }
        int port = FreePorts.find();
        List<ChildJvm> children = new ArrayList<>();
        ExecutorService submitters = Executors.newFixedThreadPool(THREADS);
        try {
            children.add(start(data, port, 0));
            List<Future<?>> submissions = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                submissions.add(submitters.submit(submission(port, batches.get(i), "batch-" + i)));
            }

            killAfter(children, data, () -> (long) accepted.size(), 100 + random.nextInt(500));
            children.add(start(data, port, 1));
            for (Future<?> submission : submissions) {
                submission.get();
            }
            int issued = 300 + random.nextInt(600);
            killAfter(children, data, () -> Tables.web(data).count("request WHERE status = 'issued'"), issued);
            children.add(start(data, port, 2));

            List<String> ids = List.copyOf(accepted);
            assertThat(ids).hasSize(BATCHES * BATCH).doesNotHaveDuplicates();
            Eventually.see(
                    "every request is issued",
                    LIMIT,
                    () -> Tables.web(data).count("request WHERE status <> 'issued'"),
                    count -> count == 0);
            Eventually.see(
                    "the signer has told everything",
                    LIMIT,
                    () -> Tables.signer(data).count("request WHERE state <> 'Transmitted'"),
                    count -> count == 0);
            assertThat(Tables.web(data).count("request")).isEqualTo(ids.size());
            assertThat(Tables.signer(data).count("request")).isEqualTo(ids.size());
            Outcomes.oneCertificateEach(ids, data);
            Outcomes.nothingWentWrong(data);
            assertThat(last(children).stop()).as("it ends in good order").isTrue();
        } finally {
            submitters.shutdownNow();
            for (ChildJvm child : children) {
                child.close();
            }
        }
    }

    /** Repeated under the same key until it was answered, as a careful client does. */
    private Callable<Void> submission(int port, List<String> pems, String key) {
        return () -> {
            BatchClient client = new BatchClient("http://localhost:" + port + "/");
            accepted.addAll(Eventually.see(
                    key + " is accepted",
                    LIMIT,
                    () -> {
                        try {
                            return client.submit(pems, key);
                        } catch (IOException e) {
                            return List.<String>of();
                        }
                    },
                    ids -> !ids.isEmpty()));
            return null;
        };
    }

    private void killAfter(List<ChildJvm> children, Path data, Callable<Long> count, long enough) throws Exception {
        Eventually.see(enough + " and the kill", LIMIT, count, seen -> seen >= enough);
        last(children).kill();
        System.out.println("  killed after " + accepted.size() + " were accepted of " + BATCHES * BATCH);
    }

    private static ChildJvm start(Path data, int port, int number) throws Exception {
        long begin = System.nanoTime();
        ChildJvm child = ChildJvm.start(
                Launcher.class,
                data.resolveSibling("start-" + number + ".out"),
                List.of(
                        "start",
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port),
                        "--https-port=-1", // its own certificate would be one more than were asked for
                        "--httpca.policy.autosign=" + Journeys.AUTOSIGN));
        try {
            child.await("HttpCA is ready: ", START);
        } catch (Throwable e) {
            child.close();
            throw e;
        }
        System.out.println("  ready after " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        return child;
    }

    private static ChildJvm last(List<ChildJvm> children) {
        return children.get(children.size() - 1);
    }
}
