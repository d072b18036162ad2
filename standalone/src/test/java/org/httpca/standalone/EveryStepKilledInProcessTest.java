package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.httpca.forward.broker.Topology;
import org.httpca.message.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill before and after every commit, publication, acknowledgement and signature on the way of a request that is signed at once
 * and of one that is approved. The kill is simulated in this process: an error ends the turn, the role is abandoned with its
 * memory and its channel, and a fresh one goes on with the databases and the broker as they are. {@link CrashTest} kills
 * processes.
 */
@Tag("full")
@Timeout(900)
class EveryStepKilledInProcessTest {
    /** Two are enough when nobody is killed. */
    private static final int MOST_ROUNDS = 5;

    private static final String LEASES_RUN_OUT =
            "UPDATE request SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL RETURNING id";

    @TempDir
    private Path folder;

    private final Steps steps = StepHooks.STEPS;

    private interface Turn {
        void of(DrivenRole role) throws Exception;
    }

    /** What runs, as long as the test does. */
    private record Installation(
            Path data, String url, Tables web, Tables signers, DrivenRole door, DrivenRole worker, DrivenRole signer) {}

    @Test
    void eachRequestHasItsOneOutcomeWhicheverStepWasTheLast() throws Exception {
        Path data = folder.resolve("data");
        try (Standalone standalone = Journeys.start(data, Parts.EMBEDDED, Map.of());
                Connection workers = Thief.connect(Role.WORKER, standalone);
                Connection signers = Thief.connect(Role.SIGNER, standalone);
                DrivenRole worker = DrivenRole.worker(standalone, workers);
                DrivenRole signer = DrivenRole.signer(standalone, signers);
                DrivenRole door = DrivenRole.web(standalone, workers)) {
            Installation here = new Installation(
                    data, standalone.url(), Tables.web(data), Tables.signer(data), door, worker, signer);
            List<String> issued = new ArrayList<>();
            steps.killNobody();
            round(here); // what was published before is nobody's step
            steps.killNobody();
            issued.addAll(bothAreIssued(here, "nobody"));
            List<String> points = steps.passed();
            List<String> where = new ArrayList<>();
            // By the name of a point and how often it was passed: which comes first of two roles' is not the same each
            // time.
            for (int i = 0; i < points.size(); i++) {
                String point = points.get(i);
                steps.killAt(point, Collections.frequency(points.subList(0, i + 1), point));
                issued.addAll(bothAreIssued(here, "point" + i));
                String killed = steps.killed();
                if (killed != null) {
                    where.add(killed);
                }
            }

            System.out.println("  killed at " + where.size() + " points: " + where);
            assertThat(where)
                    .as("every kind of step is among them")
                    .contains(
                            "before a commit of the web",
                            "after a commit of the web",
                            "before a publication of the worker",
                            "after a publication of the worker",
                            "after a commit of the worker",
                            "before a commit of the signer",
                            "before an acknowledgement of the signer",
                            "after an acknowledgement of the signer",
                            "before a signature",
                            "after a signature",
                            "after a publication of the signer",
                            "before an acknowledgement of the worker",
                            "after an acknowledgement of the worker");
            Outcomes.oneCertificateEach(issued, data);
            assertThat(here.web.count("request")).as("no second request").isEqualTo(issued.size());
            Outcomes.nothingWentWrong(data);
            assertThat(Thief.waiting(workers, Topology.queueOf(Role.WORKER))).isZero();
            assertThat(Thief.waiting(signers, Topology.queueOf(Role.SIGNER))).isZero();
        }
    }

    /** One that is signed at once, and one that is approved; their ids. */
    private List<String> bothAreIssued(Installation here, String name) throws Exception {
        List<String> pems = List.of(
                Subscriber.create(name + ".auto.test").csr(),
                Subscriber.create(name + ".held.test").csr());
        List<String> ids = submits(here, pems, name);
        String both = " WHERE id IN ('" + String.join("', '", ids) + "')";
        for (int i = 0; i < MOST_ROUNDS; i++) {
            round(here);
            if (here.signers.count("request" + both + " AND state = 'Waiting-For-Approval'") > 0) {
                Journeys.approval(here.data, List.of("approve", ids.get(1), "--wait", "0"));
            }
            if (here.web.count("request" + both + " AND status = 'issued'") == 2
                    && here.signers.count("request" + both + " AND state = 'Transmitted'") == 2) {
                return ids;
            }
        }
        throw new AssertionError("Killed " + steps.killed() + ", after " + MOST_ROUNDS + " rounds: "
                + here.web.lines("SELECT status FROM request" + both) + " for the web side, "
                + here.signers.lines("SELECT state FROM request" + both) + " for the signer");
    }

    /** Whoever has no answer, or a bad one, tries again under the same key. */
    private List<String> submits(Installation here, List<String> pems, String key) throws Exception {
        try {
            return new BatchClient(here.url).submit(pems, key);
        } catch (IOException e) {
            if (steps.killed() == null) {
                throw e;
            }
            here.door.killedAndStartedAgain();
            return new BatchClient(here.url).submit(pems, key);
        }
    }

    /** Every stage that has something to do has its turn. */
    private void round(Installation here) throws Exception {
        turn(here, here.worker, DrivenRole::transmits);
        turn(here, here.signer, DrivenRole::accepts);
        turn(here, here.signer, DrivenRole::decides);
        turn(here, here.signer, DrivenRole::transmits);
        turn(here, here.signer, DrivenRole::signs);
        turn(here, here.signer, DrivenRole::transmits);
        turn(here, here.worker, DrivenRole::accepts);
    }

    private static void turn(Installation here, DrivenRole role, Turn turn) throws Exception {
        try {
            turn.of(role);
        } catch (Steps.Killed e) {
            role.killedAndStartedAgain();
            here.signers.lines(LEASES_RUN_OUT); // as time would have it
        }
    }
}
