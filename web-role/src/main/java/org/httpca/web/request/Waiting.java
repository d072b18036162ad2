package org.httpca.web.request;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.httpca.web.request.Changes.Watch;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Clients that wait for a request to become final: a watch over its changes, and a time at which the wait is over. */
@Component
class Waiting implements SmartLifecycle {
    static final Duration MAX = Duration.ofSeconds(60);

    private final int most;
    private final RequestRows rows;
    private final Changes changes;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, Waiting::thread);
    private volatile boolean running;
    private volatile boolean stopped;

    Waiting(RequestRows rows, Changes changes, WebSettings settings) {
        this.most = settings.api().waits();
        this.rows = rows;
        this.changes = changes;
        deadlines.setRemoveOnCancelPolicy(true);
    }

    CompletionStage<Optional<RequestView>> untilFinal(UUID id, Duration limit) {
        return untilFinal(id, limit, () -> rows.findById(id).map(RequestRow::view));
    }

    /**
     * For a request that was stored a moment ago. There is no look here: what becomes of it takes a broker and a signer, and in the
     * rare case that this was faster than the watch, the loop that looks by itself tells of it some seconds later.
     */
    CompletionStage<Optional<RequestView>> untilFinal(RequestView stored, Duration limit) {
        return untilFinal(stored.id(), limit, () -> Optional.of(stored));
    }

    private CompletionStage<Optional<RequestView>> untilFinal(
            UUID id, Duration limit, Supplier<Optional<RequestView>> look) {
        CompletableFuture<Optional<RequestView>> answer = new CompletableFuture<>();
        // The watch first, then the look: a change in between is seen by one of the two.
        Watch watch = changes.watchFinal(id, view -> {
            if (view.isFinal()) {
                answer.complete(Optional.of(view));
            }
        });
        Waiter waiter = new Waiter(id, answer);
        waiters.add(waiter);
        answer.whenComplete((view, fault) -> {
            watch.close();
            waiters.remove(waiter);
        });
        try {
            begin(waiter, watch, limit, look.get());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private void begin(Waiter waiter, Watch watch, Duration limit, Optional<RequestView> now) {
        if (limit.isZero() || stopped || now.isEmpty()) {
            waiter.answer.complete(now);
            return;
        }
        watch.offer(now.get());
        long millis = Math.min(limit.toMillis(), MAX.toMillis());
        ScheduledFuture<?> deadline = deadlines.schedule(() -> lookOnceMore(waiter), millis, TimeUnit.MILLISECONDS);
        waiter.answer.whenComplete((view, fault) -> deadline.cancel(false));
    }

    private void lookOnceMore(Waiter waiter) {
        try {
            waiter.answer.complete(rows.findById(waiter.id).map(RequestRow::view));
        } catch (RuntimeException e) {
            waiter.answer.completeExceptionally(e);
        }
    }

    boolean hasRoom() {
        return waiters.size() < most;
    }

    int size() {
        return waiters.size();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Whoever still waits is answered with what there is, so that a shutdown does not take a minute. */
    @Override
    public void stop() {
        stopped = true;
        running = false;
        waiters.forEach(this::lookOnceMore);
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

    private record Waiter(UUID id, CompletableFuture<Optional<RequestView>> answer) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
