package org.httpca.web.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.httpca.web.request.Changes.Watch;

/**
 * One call that waits until all its requests are final. Of many, which came in together, only the last is watched at first: they
 * come to their ends nearly in their order, and the others are looked at when that one is final, instead of all at each turn.
 */
final class Waiter {
    private final List<UUID> ids;
    private final Changes changes;
    private final CompletableFuture<List<RequestView>> answer = new CompletableFuture<>();
    private final Watch last;
    /** Guarded by this, as all below. */
    private final Map<UUID, RequestView> known = new HashMap<>();

    private final Set<UUID> open;
    private final List<Watch> others = new ArrayList<>();
    private boolean offered;
    private boolean othersAreWatched;

    /**
     * Watches, so that what is read after this call, and offered, misses no change.
     *
     * @param ids in the order in which they came in, at least one
     */
    Waiter(List<UUID> ids, Changes changes) {
        this.ids = List.copyOf(ids);
        this.open = new LinkedHashSet<>(ids);
        this.changes = changes;
        this.last = changes.watchFinal(ids.get(ids.size() - 1), this::hear);
        answer.whenComplete((views, fault) -> close());
    }

    List<UUID> ids() {
        return ids;
    }

    /** Those that there are, in no particular order. Whoever completes it ends the wait. */
    CompletableFuture<List<RequestView>> answer() {
        return answer;
    }

    /** What they are now. Nothing is answered before this was said. */
    void offer(Collection<RequestView> views) {
        RequestView ofLast;
        synchronized (this) {
            views.forEach(this::know);
            offered = true;
            ofLast = known.get(last.id());
        }
        if (ofLast != null) {
            last.offer(ofLast);
        }
        advance();
    }

    /** What they were when they were last heard of. */
    synchronized List<RequestView> known() {
        return List.copyOf(known.values());
    }

    private void hear(RequestView view) {
        synchronized (this) {
            know(view);
        }
        advance();
    }

    /** A state that is told late is not news. */
    private void know(RequestView view) {
        RequestView before = known.get(view.id());
        if (before == null || RequestVersion.of(view).isAfter(RequestVersion.of(before))) {
            known.put(view.id(), view);
        }
        if (view.isFinal()) {
            open.remove(view.id());
        }
    }

    private void advance() {
        List<RequestView> rest = List.of();
        boolean ended;
        synchronized (this) {
            ended = offered && open.isEmpty();
            if (offered && !ended && !othersAreWatched && !open.contains(last.id())) {
                othersAreWatched = true;
                rest = open.stream().map(known::get).filter(Objects::nonNull).toList();
            }
        }
        if (ended) {
            answer.complete(known());
        } else if (!rest.isEmpty()) {
            watch(rest);
        }
    }

    private void watch(List<RequestView> rest) {
        for (RequestView view : rest) {
            Watch watch = changes.watchFinal(view.id(), this::hear);
            synchronized (this) {
                others.add(watch);
            }
            watch.offer(view);
        }
        changes.wake();
        if (answer.isDone()) {
            close();
        }
    }

    private synchronized void close() {
        last.close();
        others.forEach(Watch::close);
    }
}
