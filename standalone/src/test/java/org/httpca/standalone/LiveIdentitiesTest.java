package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.Identity;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.Uuids;
import org.httpca.forward.identity.IdentityWatch;
import org.httpca.message.ApprovalCounted;
import org.httpca.message.Message;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.pki.SerialNumbers;
import org.httpca.signer.setup.Setup;
import org.httpca.worker.WorkerRole;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The main job goes on all the time, while the identities of worker and signer are renewed, the old ones revoked, and a second
 * worker comes and is revoked. Nothing is restarted, and each request has its one outcome.
 */
@Tag("full")
class LiveIdentitiesTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    @Test
    @Timeout(400)
    void identitiesComeAndGoWhileRequestsAreServed() throws Exception {
        Path data = folder.resolve("data");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        try (Standalone standalone = Journeys.start(data, Parts.EMBEDDED, Map.of("httpca.announce.after", "1s"))) {
            WholeSystem system = new WholeSystem(standalone);
            Identity oldWorker = system.identity(Role.WORKER);
            Identity oldSigner = system.identity(Role.SIGNER);
            List<String> submitted = Collections.synchronizedList(new ArrayList<>());
            Future<Void> mainJob = threads.submit(submitting(standalone.url(), data, submitted, enough));
            try (RoleLogin asWorker = new RoleLogin(system, Role.WORKER);
                    RoleLogin asSigner = new RoleLogin(system, Role.SIGNER)) {

                setup(data, "renew", "worker-1");
                setup(data, "renew", "signer-1");
                takesUp(standalone, "worker", system.identity(Role.WORKER));
                takesUp(standalone, "signer", system.identity(Role.SIGNER));
                Eventually.holds("the renewal is audited", () -> audited(system, "identity-renewed", "signer-1"));
                moreAreIssued(data, 20);
                assertThat(system.signer().queryForList("SELECT reason FROM parked"))
                        .as("both identities were taken")
                        .isEmpty();

                RequestCertificate forged = Commands.request("revoked.auto.test", "revoked");
                byte[] command = sealed(oldWorker, Role.SIGNER, forged);
                byte[] event = sealed(oldSigner, Role.WORKER, new ApprovalCounted(UUID.randomUUID(), 2, 1, 2));
                setup(data, "revoke", "worker-1", "--superseded");
                setup(data, "revoke", "signer-1", "--superseded");
                Eventually.holds(
                        "the signer knows whom it does not believe any more",
                        () -> audited(system, "identities-revoked", serial(oldWorker))
                                && audited(system, "identities-revoked", serial(oldSigner)));
                asWorker.publishes(command);
                Eventually.holds(
                        "what the revoked worker sealed is refused and audited",
                        () -> audited(system, "message-refused", "worker/worker-1 with serial " + serial(oldWorker)));
                assertThat(WholeSystem.rows(system.signer(), "request", forged.requestId()))
                        .isZero();
                // the worker has no audit to look at: it is seen by what it refuses
                Eventually.holds("what the revoked signer sealed is refused", () -> {
                    publishes(asSigner, event, oldSigner);
                    return parked(system, "signer/signer-1 with serial " + serial(oldSigner));
                });
                moreAreIssued(data, 20);

                setup(data, "add", "worker-2");
                try (ConfigurableApplicationContext second = WorkerRole.run(another(standalone, data))) {
                    Identity added = Identity.load(
                            data.resolve("worker-2/identity.p12"),
                            KeyFile.readSecret(data.resolve("worker-2/passphrase")));
                    Eventually.holds(
                            "the second worker's requests are accepted",
                            () -> audited(system, "request-cleared", "worker-2"));
                    setup(data, "revoke", "worker-2");
                    Eventually.holds(
                            "the second worker's messages are refused while it runs",
                            () -> audited(system, "message-refused", "worker/worker-2 with serial " + serial(added)));
                    Eventually.holds(
                            "it says so itself",
                            () -> second.getBean(IdentityWatch.class).alarms().stream()
                                    .anyMatch(alarm -> alarm.contains("worker-2 was revoked")));
                }
                moreAreIssued(data, 20);

                enough.set(true);
                mainJob.get();
                Eventually.see(
                        "all are issued",
                        LIMIT,
                        () -> Tables.web(data).count("request WHERE status <> 'issued'"),
                        count -> count == 0);
                System.out.println("  " + submitted.size() + " requests while identities came and went");
                Outcomes.oneCertificateEach(submitted, data);
                assertThat(standalone.role("worker").context().isRunning()).isTrue();
                assertThat(standalone.role("signer").context().isRunning()).isTrue();
                system.approval("audit", "verify");
            }
        } finally {
            enough.set(true);
            threads.shutdown();
        }
    }

    /** A few at a time, the next when these have their outcome: there is always something on its way. */
    private static Callable<Void> submitting(String url, Path data, List<String> submitted, AtomicBoolean enough) {
        return () -> {
            BatchClient client = new BatchClient(url);
            while (!enough.get()) {
                int from = submitted.size();
                submitted.addAll(client.submit(Journeys.requests("host", "auto.test", from, 5), "from-" + from));
                Eventually.see(
                        "the last ones are issued",
                        LIMIT,
                        () -> Tables.web(data).count("request WHERE status <> 'issued'"),
                        count -> count == 0);
            }
            return null;
        };
    }

    private static void moreAreIssued(Path data, int more) throws Exception {
        long before = Tables.web(data).count("request WHERE status = 'issued'");
        Eventually.see(
                "more are issued",
                LIMIT,
                () -> Tables.web(data).count("request WHERE status = 'issued'"),
                count -> count >= before + more);
    }

    private static void setup(Path data, String... words) {
        List<String> arguments = new ArrayList<>(List.of("identity"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--data", data.toString()));
        StringWriter said = new StringWriter();
        assertThat(Setup.run(arguments, new PrintWriter(said), new PrintWriter(said)))
                .as(said.toString())
                .isZero();
    }

    private static void takesUp(Standalone standalone, String role, Identity renewed) {
        IdentityWatch watch = standalone.role(role).context().getBean(IdentityWatch.class);
        Eventually.holds(
                "the " + role + " has taken up its renewed identity",
                () -> watch.ends() == renewed.notAfter().getEpochSecond());
    }

    private static boolean audited(WholeSystem system, String event, String text) {
        return !system.signer()
                .queryForList("SELECT 1 FROM audit WHERE event = ? AND detail LIKE ? LIMIT 1", event, "%" + text + "%")
                .isEmpty();
    }

    private static boolean parked(WholeSystem system, String text) {
        return !system.web()
                .queryForList("SELECT 1 FROM parked WHERE reason LIKE ? LIMIT 1", "%" + text + "%")
                .isEmpty();
    }

    /** The same each time would be a replay, which nobody refuses. */
    private static void publishes(RoleLogin login, byte[] first, Identity by) {
        try {
            login.publishes(first);
            login.publishes(sealed(by, Role.WORKER, new ApprovalCounted(UUID.randomUUID(), 2, 1, 2)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sealed(Identity by, Role recipient, Message message) {
        return new EnvelopeSealer(by, Clock.systemUTC(), Uuids.v7Source(Clock.systemUTC(), new SecureRandom()))
                .seal(recipient, List.of(Outgoing.of(UUID.randomUUID(), message)), Duration.ofHours(1));
    }

    private static String serial(Identity identity) {
        return SerialNumbers.hex(identity.certificate().getSerialNumber());
    }

    private static Map<String, Object> another(Standalone standalone, Path data) {
        Map<String, Object> properties = new HashMap<>(standalone.role("worker").properties());
        properties.putAll(Standalone.configuredBy(data.resolve("worker-2"), "worker"));
        properties.put(
                "httpca.messaging-crl",
                data.resolve("worker-2/messaging-ca.crl").toString());
        return properties;
    }
}
