package org.httpca.web.request;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.httpca.forward.loop.Looks;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Those who want to hear when a request changes. A watch is an entry in a map, not a thread; a wake compares all that is
 * watched with the database in one query, however many clients look on, and whoever wrote the change: the worker, or what came in
 * through another web role. A wake that was lost costs a few seconds: the loop looks by itself too.
 */
@Component
class Changes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final RequestRows rows;
    private final ChangedRequests changed;
    private final Map<UUID, Set<Watch>> watches = new ConcurrentHashMap<>();
    /** How many watches want to hear of steps before the end, too. */
    private final AtomicInteger steps = new AtomicInteger();

    private final Looks looks = Looks.whenWoken();
    private final Loop loop = new Loop("web-changes", this::look, Pace.standard());
    private volatile boolean running;

    Changes(RequestRows rows, ChangedRequests changed, Wakes wakes) {
        this.rows = rows;
        this.changed = changed;
        wakes.onWake("request", this::wake);
        wakes.onWake("submitted", () -> {
            if (steps.get() > 0) {
                wake();
            }
        });
    }

    void wake() {
        looks.ring();
        loop.wake();
    }

    /**
     * Calls the listener with each state that is news to it, in their order, on the one thread that looks: it must be quick. What
     * the request is now is to be read after this call, and offered, so that no change falls between the two.
     */
    Watch watch(UUID id, Consumer<RequestView> listener) {
        return watch(new Watch(id, false, listener));
    }

    /** As {@link #watch}, for somebody to whom only the final state is news: the others are not even read. */
    Watch watchFinal(UUID id, Consumer<RequestView> listener) {
        return watch(new Watch(id, true, listener));
    }

    private Watch watch(Watch watch) {
        if (!watch.finalOnly) {
            steps.incrementAndGet();
        }
        watches.compute(watch.id, (same, others) -> {
            Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(watch);
            return all;
        });
        return watch;
    }

    private int look() {
        if (!looks.isDue()) {
            return 0;
        }
        try {
            return tell();
        } catch (RuntimeException e) {
            looks.ring();
            throw e;
        }
    }

    /** One turn: tells whoever watches a request that is not what it was when they last heard of it. */
    int tell() {
        List<Watch> all = watches.values().stream().flatMap(Collection::stream).toList();
        if (all.isEmpty()) {
            return 0;
        }
        int told = 0;
        for (ChangedRequests.News news : changed.among(all)) {
            told += news.watch().tell(news.progress()) ? 1 : 0;
        }
        return told;
    }

    boolean isWatched(UUID request) {
        return watches.containsKey(request);
    }

    @Override
    public void start() {
        loop.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        loop.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after those who watch, and before the web server. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    /** Somebody's watch over one request, until it is closed. */
    final class Watch implements AutoCloseable {
        private final UUID id;
        private final boolean finalOnly;
        private final Consumer<RequestView> listener;
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile RequestVersion seen = RequestVersion.NONE;
        private volatile @Nullable RequestView last;

        private Watch(UUID id, boolean finalOnly, Consumer<RequestView> listener) {
            this.id = id;
            this.finalOnly = finalOnly;
            this.listener = listener;
        }

        UUID id() {
            return id;
        }

        boolean isForFinalOnly() {
            return finalOnly;
        }

        RequestVersion seen() {
            return seen;
        }

        /** Tells the listener, if this is news to it. */
        synchronized boolean offer(RequestView view) {
            RequestVersion version = RequestVersion.of(view);
            if (!version.isAfter(seen)) {
                return false;
            }
            seen = version;
            last = view;
            listener.accept(view);
            if (finalOnly && view.isFinal()) {
                close(); // the end is not asked for again at each turn
            }
            return true;
        }

        /** Of what it knows already, only the progress had to be read. */
        private boolean tell(Progress progress) {
            try {
                RequestView known = last;
                if (known == null) {
                    return rows.findById(id)
                            .map(RequestRow::view)
                            .map(this::offer)
                            .orElse(false);
                }
                return offer(known.after(progress));
            } catch (RuntimeException e) {
                LOG.warn("Somebody who watches request {} could not be told of its change.", id, e);
                return false;
            }
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            if (!finalOnly) {
                steps.decrementAndGet();
            }
            watches.computeIfPresent(id, (same, others) -> {
                others.remove(this);
                return others.isEmpty() ? null : others;
            });
        }
    }
}
