package org.httpca.web.request;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.pki.CertificationRequest;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Clients that wait for requests to become final: a watch over their changes, and a time at which the wait is over. */
@Component
class Waiting implements SmartLifecycle {
    static final Duration MAX = Duration.ofSeconds(60);

    /** Octets, roughly. */
    private static final int BESIDE_THE_CSR = 2048;

    private final int most;
    private final RequestRows rows;
    private final Changes changes;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicLong octets = new AtomicLong();
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
        Waiter waiter = waiter(List.of(id));
        try {
            List<RequestView> now = views(waiter);
            waiter.offer(now);
            begin(waiter, limit, now);
        } catch (RuntimeException e) {
            waiter.answer().completeExceptionally(e);
        }
        return waiter.answer().thenApply(views -> views.stream().findFirst());
    }

    /**
     * For requests that were stored a moment ago. There is no look here: what becomes of them takes a broker and a signer, and in the
     * rare case that this was faster than the watch, the loop that looks by itself tells of it some seconds later.
     *
     * @param stored at least one
     */
    CompletionStage<List<RequestView>> untilAllFinal(List<RequestView> stored, Duration limit) {
        long weight = weight(stored);
        Waiter waiter = waiter(stored.stream().map(RequestView::id).toList());
        octets.addAndGet(weight);
        waiter.answer().whenComplete((views, fault) -> octets.addAndGet(-weight));
        waiter.offer(stored);
        try {
            begin(waiter, limit, stored);
        } catch (RuntimeException e) {
            waiter.answer().completeExceptionally(e);
        }
        // They are stored, whatever happens now: what their submitter must not lose is in this answer alone.
        return waiter.answer().exceptionally(fault -> waiter.known());
    }

    private Waiter waiter(List<UUID> ids) {
        Waiter waiter = new Waiter(ids, changes);
        waiters.add(waiter);
        waiter.answer().whenComplete((views, fault) -> waiters.remove(waiter));
        return waiter;
    }

    /** What waiting for them keeps in memory. */
    private static long weight(List<RequestView> requests) {
        return requests.stream()
                .mapToLong(request -> request.csr().length() + BESIDE_THE_CSR)
                .sum();
    }

    private void begin(Waiter waiter, Duration limit, List<RequestView> now) {
        if (limit.isZero() || stopped || now.isEmpty()) {
            waiter.answer().complete(now);
        }
        if (waiter.answer().isDone()) {
            return;
        }
        long millis = Math.min(limit.toMillis(), MAX.toMillis());
        ScheduledFuture<?> deadline = deadlines.schedule(() -> lookOnceMore(waiter), millis, TimeUnit.MILLISECONDS);
        waiter.answer().whenComplete((views, fault) -> deadline.cancel(false));
    }

    private void lookOnceMore(Waiter waiter) {
        try {
            waiter.answer().complete(views(waiter));
        } catch (RuntimeException e) {
            waiter.answer().completeExceptionally(e);
        }
    }

    private List<RequestView> views(Waiter waiter) {
        List<UUID> ids = waiter.ids();
        if (ids.size() == 1) {
            return rows.findById(ids.get(0)).map(RequestRow::view).stream().toList();
        }
        return rows.among(ids.toArray(UUID[]::new)).stream()
                .map(RequestRow::view)
                .toList();
    }

    boolean hasRoom() {
        return waiters.size() < most;
    }

    /**
     * As {@link #hasRoom()}, for a call that waits for all these: several at once are not to keep more than as many calls of one
     * large request each.
     */
    boolean hasRoom(List<RequestView> requests) {
        return hasRoom()
                && (requests.size() == 1
                        || octets.get() + weight(requests) <= (long) most * CertificationRequest.MAX_OCTETS);
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
}
