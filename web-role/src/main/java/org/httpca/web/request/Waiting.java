package org.httpca.web.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Clients that wait for a request to become final. A waiter is an entry in a map, not a thread; a wake "request" reads those that
 * are waited for in one query, however many clients wait. A wake that was lost costs a few seconds: the loop looks by itself too.
 */
@Component
class Waiting implements SmartLifecycle {
    static final Duration MAX = Duration.ofSeconds(60);
    /** A turn takes no more, and comes again. */
    private static final int QUERIED = 10_000;

    private final RequestRows rows;
    private final Map<UUID, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, Waiting::thread);
    private final Loop loop = new Loop("web-waiting", this::release, Pace.standard());
    private volatile boolean running;
    private volatile boolean stopped;

    Waiting(RequestRows rows, Wakes wakes) {
        this.rows = rows;
        deadlines.setRemoveOnCancelPolicy(true);
        wakes.onWake("request", loop::wake);
    }

    CompletionStage<Optional<RequestView>> untilFinal(UUID id, Duration limit) {
        Waiter waiter = new Waiter(id);
        // In the list first, then the look: a change in between is seen by one of the two.
        add(waiter);
        Optional<RequestView> now = rows.findById(id).map(RequestRow::view);
        if (limit.isZero() || stopped || now.isEmpty() || now.get().isFinal()) {
            waiter.answer(now);
        } else {
            long millis = Math.min(limit.toMillis(), MAX.toMillis());
            waiter.deadline = deadlines.schedule(() -> lookOnceMore(waiter), millis, TimeUnit.MILLISECONDS);
        }
        return waiter.future;
    }

    /** One turn: answers whoever waits for a request that is final by now. */
    int release() {
        UUID[] waitedFor = waiters.keySet().stream().limit(QUERIED).toArray(UUID[]::new);
        if (waitedFor.length == 0) {
            return 0;
        }
        List<RequestRow> done = rows.finalAmong(waitedFor);
        for (RequestRow row : done) {
            Optional<RequestView> view = Optional.of(row.view());
            for (Waiter waiter : waiters.getOrDefault(row.id(), Set.of())) {
                waiter.answer(view);
            }
        }
        return done.size();
    }

    private void add(Waiter waiter) {
        waiters.compute(waiter.id, (id, others) -> {
            Set<Waiter> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(waiter);
            return all;
        });
        waiter.future.whenComplete((view, fault) -> remove(waiter));
    }

    private void remove(Waiter waiter) {
        waiters.computeIfPresent(waiter.id, (id, others) -> {
            others.remove(waiter);
            return others.isEmpty() ? null : others;
        });
    }

    private void lookOnceMore(Waiter waiter) {
        try {
            waiter.answer(rows.findById(waiter.id).map(RequestRow::view));
        } catch (RuntimeException e) {
            waiter.future.completeExceptionally(e);
        }
    }

    int size() {
        return waiters.size();
    }

    @Override
    public void start() {
        loop.start();
        running = true;
    }

    /** Whoever still waits is answered with what there is, so that a shutdown does not take a minute. */
    @Override
    public void stop() {
        stopped = true;
        running = false;
        loop.close();
        waiters.values().forEach(all -> all.forEach(this::lookOnceMore));
        deadlines.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server, which waits for what is under way. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "web-waiting-deadlines");
        thread.setDaemon(true);
        return thread;
    }

    private static final class Waiter {
        private final UUID id;
        private final CompletableFuture<Optional<RequestView>> future = new CompletableFuture<>();
        private volatile @Nullable ScheduledFuture<?> deadline;

        private Waiter(UUID id) {
            this.id = id;
        }

        private void answer(Optional<RequestView> view) {
            ScheduledFuture<?> timer = deadline;
            if (timer != null) {
                timer.cancel(false);
            }
            future.complete(view);
        }
    }
}
