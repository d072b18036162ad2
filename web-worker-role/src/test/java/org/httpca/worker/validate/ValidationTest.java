package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingTrust;
import org.httpca.envelope.StatementVerifier;
import org.httpca.message.Role;
import org.httpca.pki.Sha256;
import org.httpca.worker.WebSide;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.validate.Method.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the row that the web role leaves to the row that the worker leaves, with its evidence. */
@Timeout(60)
class ValidationTest {
    private static final WebSide WEB = new WebSide();
    private static final Identity WORKER = WEB.authority.issue(Role.WORKER, "worker-1", Duration.ofDays(90));
    private static final int ROOM = 8;

    private final Turning clock = new Turning(WEB.clock.instant().truncatedTo(ChronoUnit.MICROS));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Semaphore done = new Semaphore(0);

    @BeforeEach
    void forget() {
        WEB.owner.execute("truncate acme_challenge, acme_authorization, acme_account cascade");
    }

    @AfterAll
    static void close() {
        WEB.close();
    }

    private Validation worker(Method method) {
        Methods methods = new Methods(Map.of("http-01", method));
        Examination examination = new Examination(
                methods, (check, deadline) -> ControlShown.Caa.NOT_CHECKED, () -> WORKER, clock, Duration.ofSeconds(5));
        Validation worker =
                new Validation(new Checks(WEB.jdbc), examination, WEB.wakes, new Outcomes(registry), clock, ROOM);
        worker.whenDecided(done::release);
        return worker;
    }

    private static UUID account() {
        return new AskedChecks(WEB).account();
    }

    private UUID asked(UUID account, String name) {
        return new AskedChecks(WEB).asked(account, "http-01", name, clock.instant());
    }

    /** Turns until so many checks have been made and written. */
    private void make(Validation worker, int checks) throws InterruptedException {
        worker.run();
        for (int i = 0; i < checks; i++) {
            assertThat(done.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            worker.run();
        }
    }

    private static @Nullable Object column(UUID challenge, String name) {
        return WEB.jdbc
                .queryForMap("select * from acme_challenge where id = ?", challenge)
                .get(name);
    }

    private static Seen good(Check check) {
        return new Seen(List.of("at " + check.identifier()));
    }

    @Test
    void whatWasShownIsSignedAndTold() throws Exception {
        UUID account = account();
        UUID challenge = asked(account, "a.example");
        Semaphore told = new Semaphore(0);
        WEB.wakes.onWake(Validation.DECIDED, told::release);
        try (Validation worker = worker((check, deadline) -> good(check))) {
            make(worker, 1);
        }
        assertThat(column(challenge, "outcome")).isEqualTo("valid");
        assertThat(column(challenge, "due_at")).isNull();
        assertThat(column(challenge, "problem")).isNull();
        assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        ControlShown shown = ControlShown.verify(
                        String.valueOf(column(challenge, "evidence")),
                        new StatementVerifier(() -> MessagingTrust.of(WEB.authority.certificate()), "test"))
                .orElseThrow();
        assertThat(shown.account()).isEqualTo(account.toString());
        assertThat(shown.thumbprint()).isEqualTo(Examined.THUMBPRINT);
        assertThat(shown.identifier().value()).isEqualTo("a.example");
        assertThat(shown.seen()).containsExactly("at a.example");
        assertThat(registry.get("httpca.acme.check")
                        .tags("method", "http-01", "outcome", "valid")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatMayPassIsTriedAgainAndThenNoMore() throws Exception {
        UUID challenge = asked(account(), "a.example");
        AtomicInteger looks = new AtomicInteger();
        try (Validation worker = worker((check, deadline) -> {
            throw NotShownException.forNow(AcmeProblemType.CONNECTION, "Nobody, at look " + looks.incrementAndGet());
        })) {
            make(worker, 1);
            assertThat(column(challenge, "outcome")).isNull();
            assertThat(column(challenge, "problem")).asString().contains("Nobody, at look 1");
            worker.run();
            assertThat(looks).as("before its time").hasValue(1);
            clock.move(Duration.ofSeconds(2));
            make(worker, 1);
            clock.move(Duration.ofSeconds(5));
            assertThat(column(challenge, "outcome")).isNull();
            make(worker, 1);
            assertThat(column(challenge, "outcome")).isEqualTo("invalid");
            assertThat(column(challenge, "problem")).asString().contains("Nobody, at look 3");
            assertThat(column(challenge, "evidence")).isNull();
            clock.move(Duration.ofDays(1));
            assertThat(worker.run()).isZero();
        }
    }

    @Test
    void whatCannotChangeIsInvalidAtOnceAndAFaultIsTriedAgain() throws Exception {
        UUID refused = asked(account(), "refused.example");
        UUID fault = asked(account(), "fault.example");
        try (Validation worker = worker((check, deadline) -> {
            if (check.base().equals("fault.example") && check.attempt() == 1) {
                throw new IllegalStateException("a fault of the test");
            } else if (check.base().equals("fault.example")) {
                return good(check);
            }
            throw NotShownException.last(AcmeProblemType.CAA, "Never.");
        })) {
            make(worker, 2);
            assertThat(column(refused, "outcome")).isEqualTo("invalid");
            assertThat(column(fault, "outcome")).isNull();
            assertThat(column(fault, "problem"))
                    .asString()
                    .contains("serverInternal")
                    .doesNotContain("of the test");
            clock.move(Duration.ofSeconds(3));
            make(worker, 1);
            assertThat(column(fault, "outcome")).isEqualTo("valid");
        }
    }

    /** As a process that is killed: the row is claimed, and nothing more comes. */
    @Test
    void aWorkerThatDiesHasItMadeByAnother() throws Exception {
        UUID challenge = asked(account(), "a.example");
        CountDownLatch begun = new CountDownLatch(1);
        try (Validation dying = worker((check, deadline) -> {
            begun.countDown();
            Thread.sleep(60_000);
            return good(check);
        })) {
            dying.run();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
        done.acquire(); // it was interrupted
        try (Validation other = worker((check, deadline) -> good(check))) {
            clock.move(Validation.LEASE.minusSeconds(1));
            assertThat(other.run()).as("while the lease lasts").isZero();
            clock.move(Duration.ofSeconds(2));
            make(other, 1);
        }
        assertThat(column(challenge, "outcome")).isEqualTo("valid");
        assertThat(column(challenge, "attempts")).isEqualTo(2);
    }

    @Test
    void whoeverTookLongerThanItsLeaseWritesNothing() throws Exception {
        UUID challenge = asked(account(), "a.example");
        CountDownLatch late = new CountDownLatch(1);
        try (Validation slow = worker((check, deadline) -> {
                    late.await();
                    throw NotShownException.last(AcmeProblemType.TLS, "Too late.");
                });
                Validation other = worker((check, deadline) -> good(check))) {
            slow.run();
            clock.move(Validation.LEASE.plusSeconds(1));
            make(other, 1);
            late.countDown();
            done.acquire();
            slow.run();
        }
        assertThat(column(challenge, "outcome")).isEqualTo("valid");
    }

    @Test
    void aSlowNameHoldsUpNoOtherAndAnAccountLeavesRoom() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        UUID slowOnes = account();
        for (int i = 0; i < 3 * ROOM; i++) {
            asked(slowOnes, "slow" + i + ".example");
        }
        clock.move(Duration.ofSeconds(1));
        UUID challenge = asked(account(), "fast.example");
        AtomicInteger atOnce = new AtomicInteger();
        try (Validation worker = worker((check, deadline) -> {
            if (check.base().startsWith("slow")) {
                atOnce.incrementAndGet();
                end.await();
            }
            return good(check);
        })) {
            while (worker.run() > 0) {
                // all that it takes
            }
            assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            worker.run();
            assertThat(column(challenge, "outcome")).isEqualTo("valid");
            assertThat(atOnce.get()).isBetween(1, ROOM / 2);
            end.countDown();
            make(worker, 3 * ROOM);
        }
        assertThat(WEB.jdbc.queryForObject("select count(*) from acme_challenge where outcome = 'valid'", Long.class))
                .isEqualTo(3 * ROOM + 1);
    }

    @Test
    void twoWorkersMakeEachOnce() throws Exception {
        UUID account = account();
        for (int i = 0; i < 40; i++) {
            asked(account, "n" + i + ".example");
        }
        AtomicInteger looks = new AtomicInteger();
        Method method = (check, deadline) -> {
            looks.incrementAndGet();
            return good(check);
        };
        try (Validation one = worker(method);
                Validation other = worker(method)) {
            for (int i = 0; i < 40; i++) {
                one.run();
                other.run();
                done.acquire();
            }
            one.run();
            other.run();
        }
        assertThat(looks).hasValue(40);
        assertThat(WEB.jdbc.queryForObject("select count(*) from acme_challenge where outcome = 'valid'", Long.class))
                .isEqualTo(40);
    }

    @Test
    void whatAClockThatWasAheadAskedForIsDue() throws Exception {
        clock.move(Duration.ofHours(3));
        UUID challenge = asked(account(), "a.example");
        clock.move(Duration.ofHours(-3));
        try (Validation worker = worker((check, deadline) -> good(check))) {
            make(worker, 1);
        }
        assertThat(column(challenge, "outcome")).isEqualTo("valid");
    }

    /** With everything below it, as the role has it. */
    @Test
    void byDnsWithTheRolesOwnParts() throws Exception {
        String digest = JsonText.base64Url(Sha256.of(Examined.KEY_AUTHORIZATION.getBytes(StandardCharsets.US_ASCII)));
        UUID challenge = asked(account(), "a.example");
        WEB.owner.update("update acme_challenge set type = 'dns-01'");
        try (HostileDns dns = new HostileDns().has("_acme-challenge.a.example", "TXT " + digest);
                Validation worker = Validation.of(
                        Examined.settings(dns, 80, 443),
                        WEB.jdbc,
                        () -> WORKER,
                        WEB.wakes,
                        new Outcomes(registry),
                        new SecureRandom(),
                        clock)) {
            worker.whenDecided(done::release);
            make(worker, 1);
        }
        assertThat(column(challenge, "outcome"))
                .as(String.valueOf(column(challenge, "problem")))
                .isEqualTo("valid");
    }
}
