package org.httpca.forward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Queue<Object> turns = new ArrayDeque<>();
    private final Loop loop = new Loop(
            "stage",
            this::next,
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5)),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Random(7));

    private int next() throws Exception {
        Object turn = turns.remove();
        if (turn instanceof Exception fault) {
            throw fault;
        }
        return (Integer) turn;
    }

    @Test
    void goes_on_at_once_while_there_is_work_and_rests_longer_the_longer_there_is_none() throws Exception {
        turns.addAll(List.of(3, 0, 0, 0, 0, 1, 0));

        assertThat(loop.turn().time()).isZero();
        assertThat(loop.turn()).isEqualTo(new Loop.Rest(Duration.ofSeconds(1), true));
        assertThat(loop.turn().time()).isEqualTo(Duration.ofSeconds(2));
        assertThat(loop.turn().time()).isEqualTo(Duration.ofSeconds(4));
        assertThat(loop.turn().time()).isEqualTo(Duration.ofSeconds(5));
        assertThat(loop.turn().time()).isZero();
        assertThat(loop.turn().time()).isEqualTo(Duration.ofSeconds(1));
        assertThat(loop.state()).isEqualTo(new LoopState("stage", NOW, null, 0));
    }

    @Test
    void a_turn_with_work_is_followed_by_one_that_what_comes_meanwhile_shares() throws Exception {
        Pace gathering = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(5), LONG);
        Loop gathers = new Loop("stage", this::next, gathering, Clock.fixed(NOW, ZoneOffset.UTC), new Random(7));
        turns.addAll(List.of(1, 0));

        Loop.Rest afterWork = gathers.turn();
        assertThat(afterWork.time()).isBetween(LONG.dividedBy(2), LONG);
        assertThat(afterWork.heedWakes()).as("a wake does not shorten it").isFalse();
        assertThat(gathers.turn().heedWakes()).isTrue();
        assertThat(gathering.afterWork(LONG.multipliedBy(2)))
                .as("a turn longer than it")
                .isZero();
    }

    @Test
    void backs_off_after_faults_whatever_wakes_say() throws Exception {
        for (int i = 0; i < 12; i++) {
            turns.add(new IllegalStateException("no " + i));
        }
        turns.add(1);
        turns.add(new IllegalStateException("again"));

        assertThat(loop.turn().time()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        Loop.Rest last = loop.turn();
        for (int i = 2; i < 12; i++) {
            last = loop.turn();
        }
        assertThat(last.time()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        assertThat(last.heedWakes()).isFalse();
        assertThat(loop.state().lastError()).isEqualTo("IllegalStateException: no 11");
        assertThat(loop.state().failures()).isEqualTo(12);
        assertThat(loop.turn().time()).isZero();
        assertThat(loop.state().lastError()).isNull();
        assertThat(loop.turn().time()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void a_wake_brings_a_turn_and_an_error_does_not_end_the_thread() throws Exception {
        Semaphore done = new Semaphore(0);
        Semaphore failing = new Semaphore(1);
        try (Loop running = new Loop(
                "woken",
                () -> {
                    done.release();
                    if (failing.tryAcquire()) {
                        throw new AssertionError("once");
                    }
                    return 0;
                },
                Pace.every(LONG))) {
            running.start();
            assertThat(done.tryAcquire(2, 10, TimeUnit.SECONDS))
                    .as("a turn after the one that failed")
                    .isTrue();
            running.wake();
            assertThat(done.tryAcquire(10, TimeUnit.SECONDS))
                    .as("a turn after the wake")
                    .isTrue();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().equals("woken"));
    }

    @Test
    void closing_waits_for_the_running_turn() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        Loop running = new Loop(
                "slow",
                () -> {
                    entered.countDown();
                    leave.await();
                    left.countDown();
                    return 0;
                },
                Pace.every(LONG));
        running.start();
        entered.await();
        Thread closer = new Thread(running::close);
        closer.start();
        leave.countDown();
        closer.join();
        assertThat(left.getCount()).isZero();
    }
}
