package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import org.httpca.envelope.Identity;
import org.httpca.message.Role;
import org.httpca.worker.WebSide;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.validate.Method.Seen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which checks are made, and that none of them keeps others from it: not by its account's number of them, nor by what is wrong with it. */
@Timeout(60)
class ClaimsTest {
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

    /** Four accounts' share is all of the room; and there are accounts enough to have all of it with one check each. */
    @Test
    void howeverManyAreSlowAnotherAccountsCheckBeginsAtOnce() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < 4; i++) {
            UUID slow = account();
            for (int j = 0; j < 2 * ROOM; j++) {
                asked(slow, "slow" + i + "-" + j + ".example");
            }
        }
        try (Validation worker = worker((check, deadline) -> {
            if (check.base().startsWith("slow")) {
                end.await();
            }
            return good(check);
        })) {
            while (worker.run() > 0) {
                // all that it takes
            }
            assertThat(underWay()).isEqualTo(ROOM - ROOM / 4);
            UUID account = account();
            clock.move(Duration.ofSeconds(1));
            UUID first = asked(account, "fast1.example");
            UUID second = asked(account, "fast2.example");
            worker.run();
            assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            make(worker, 1);
            assertThat(column(first, "outcome")).isEqualTo("valid");
            assertThat(column(second, "outcome")).isEqualTo("valid");
            end.countDown();
        }
    }

    private static long underWay() {
        return WEB.owner
                .queryForList("select id from acme_challenge where attempts > 0")
                .size();
    }

    @Test
    void accountsTakeTurns() throws Exception {
        UUID many = account();
        for (int i = 0; i < 2100; i++) {
            asked(many, "many.example");
        }
        clock.move(Duration.ofSeconds(1));
        UUID last = asked(account(), "last.example");
        asked(many, "many.example");
        long begin = System.nanoTime();
        List<Checks.Claimed> claimed =
                new Checks(WEB.jdbc).claim(clock.instant(), Validation.LEASE, new Checks.Portion(3, 3, 2), Map.of());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(claimed.stream().map(one -> one.check().base()))
                .containsExactlyInAnyOrder("many.example", "last.example", "many.example");
        assertThat(column(last, "attempts")).isEqualTo(1);
        assertThat(new Checks(WEB.jdbc)
                        .claim(clock.instant(), Validation.LEASE, new Checks.Portion(3, 3, 2), Map.of(many, 2)))
                .as("an account that has its share under way")
                .isEmpty();
    }

    @Test
    void afterOneOutcomeTheAuthorizationsOtherChallengesAreLeft() throws Exception {
        AskedChecks asked = new AskedChecks(WEB);
        for (String outcome : List.of("valid", "invalid")) {
            UUID decided = asked(account(), "a.example");
            UUID other = asked.askedToo(decided, "dns-01", clock.instant());
            WEB.owner.update(
                    "update acme_challenge set outcome = ?, decided_at = now(), due_at = null where id = ?",
                    outcome,
                    decided);
            AtomicInteger looks = new AtomicInteger();
            try (Validation worker = worker((check, deadline) -> {
                looks.incrementAndGet();
                return good(check);
            })) {
                worker.run();
                worker.run();
                assertThat(column(other, "due_at")).isNull();
                assertThat(column(other, "outcome")).isNull();
                clock.move(Duration.ofMinutes(5));
                assertThat(worker.run()).isZero();
            }
            assertThat(looks).hasValue(0);
            assertThat(column(decided, "outcome")).isEqualTo(outcome);
        }
    }

    @Test
    void whatHasItsOutcomeIsNotMadeAgainWhateverIsDue() {
        UUID challenge = asked(account(), "a.example");
        WEB.owner.update("update acme_challenge set outcome = 'valid', decided_at = now()");
        try (Validation worker = worker((check, deadline) -> good(check))) {
            assertThat(worker.run()).isZero();
        }
        assertThat(column(challenge, "attempts")).isEqualTo(0);
    }

    @Test
    void aRowThatIsNotAsItShouldBeIsInvalidAndHoldsUpNoOther() throws Exception {
        UUID account = account();
        UUID bad = asked(account, "bad.example");
        UUID good = asked(account, "good.example");
        WEB.owner.update("update acme_challenge set asked_at = null, thumbprint = null where id = ?", bad);
        try (Validation worker = worker((check, deadline) -> good(check))) {
            make(worker, 2);
        }
        assertThat(column(good, "outcome")).isEqualTo("valid");
        assertThat(column(bad, "outcome")).isEqualTo("invalid");
        assertThat(column(bad, "problem")).asString().contains("malformed");
    }

    /** What a text of many characters does to an expression, say. */
    @Test
    void errorsThatACheckCausesAreTriedAgainAndThenNoMore() throws Exception {
        UUID challenge = asked(account(), "a.example");
        try (Validation worker = worker((check, deadline) -> {
            switch (check.attempt()) {
                case 1 -> throw new StackOverflowError();
                case 2 -> throw new NoClassDefFoundError("of the test");
                default -> throw new AssertionError("of the test");
            }
        })) {
            for (int i = 0; i < 3; i++) {
                make(worker, 1);
                assertThat(column(challenge, "problem")).asString().contains("serverInternal");
                clock.move(Duration.ofSeconds(5));
            }
        }
        assertThat(column(challenge, "outcome")).isEqualTo("invalid");
    }

    /** As one that takes its process with it each time. */
    @Test
    void aCheckThatNeverEndsIsNotBegunForEver() throws Exception {
        UUID challenge = asked(account(), "a.example");
        WEB.owner.update("update acme_challenge set attempts = ?", Examination.MOST_BEGUN);
        AtomicInteger looks = new AtomicInteger();
        try (Validation worker = worker((check, deadline) -> {
            looks.incrementAndGet();
            return good(check);
        })) {
            make(worker, 1);
        }
        assertThat(looks).hasValue(0);
        assertThat(column(challenge, "outcome")).isEqualTo("invalid");
        assertThat(column(challenge, "problem")).asString().contains("serverInternal");
    }
}
