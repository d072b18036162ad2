package org.httpca.web.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

class SharedCommitsTest {

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    /** What each transaction was given, failed ones among them. */
    private final List<List<String>> transactions = Collections.synchronizedList(new ArrayList<>());

    private final SharedCommits<String> commits = new SharedCommits<>(this::transaction);

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    private void transaction(List<String> rows) {
        transactions.add(rows);
        if (rows.contains("first")) {
            begun.countDown();
            await(goOn);
        }
        if (rows.contains("twice")) {
            throw new DuplicateKeyException("twice");
        }
        if (rows.contains("away")) {
            throw new DataAccessResourceFailureException("away");
        }
    }

    @Test
    void aCallerAloneIsStoredAtOnce() {
        commits.store(List.of("a", "b"));
        commits.store(List.of("c"));

        assertThat(transactions).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void whoComesDuringACommitSharesTheNext() throws Exception {
        List<Future<?>> others = whileTheFirstCommits("a", "b", "c");

        for (Future<?> other : others) {
            other.get();
        }
        assertThat(transactions).hasSize(2);
        assertThat(transactions.get(1)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void whoBringsManyWaitsForNobody() throws Exception {
        Future<?> first = callers.submit(() -> commits.store(List.of("first")));
        await(begun);

        commits.store(Collections.nCopies(9, "many"));

        assertThat(first).isNotDone();
        goOn.countDown();
        first.get();
    }

    @Test
    void aRowThatCannotBeStoredHarmsOnlyWhoBroughtIt() throws Exception {
        List<Future<?>> others = whileTheFirstCommits("a", "twice", "c");

        others.get(0).get();
        others.get(2).get();
        assertThatThrownBy(others.get(1)::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DuplicateKeyException.class);
        assertThat(transactions).contains(List.of("a"), List.of("twice"), List.of("c"));
    }

    @Test
    void aDatabaseThatIsAwayIsAskedOnceForAll() throws Exception {
        List<Future<?>> others = whileTheFirstCommits("a", "away");

        for (Future<?> other : others) {
            assertThatThrownBy(other::get).hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
        assertThat(transactions).hasSize(2);
    }

    @Test
    void afterAFaultItGoesOn() {
        assertThatThrownBy(() -> commits.store(List.of("twice"))).isInstanceOf(DuplicateKeyException.class);

        commits.store(List.of("a"));

        assertThat(transactions).containsExactly(List.of("twice"), List.of("a"));
    }

    /** One commits, the others come meanwhile and are seen to wait; then the one is let go on. */
    private List<Future<?>> whileTheFirstCommits(String... rows) throws Exception {
        Future<?> first = callers.submit(() -> commits.store(List.of("first")));
        await(begun);
        List<Future<?>> others = new ArrayList<>();
        for (String row : rows) {
            Thread[] caller = new Thread[1];
            CountDownLatch named = new CountDownLatch(1);
            others.add(callers.submit(() -> {
                caller[0] = Thread.currentThread();
                named.countDown();
                commits.store(List.of(row));
            }));
            await(named);
            while (caller[0].getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        goOn.countDown();
        first.get();
        return others;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
