package org.httpca.web.request;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** All requests, to read. A request's id is random, and knowing it is the permission to see the request. */
@Component
public class Requests {
    private final RequestRows rows;
    private final Waiting waiting;
    private final Changes changes;

    Requests(RequestRows rows, Waiting waiting, Changes changes) {
        this.rows = rows;
        this.waiting = waiting;
        this.changes = changes;
    }

    public Optional<RequestView> find(UUID id) {
        return rows.findById(id).map(RequestRow::view);
    }

    /** Those that exist, in no particular order. */
    public List<RequestView> findAll(Collection<UUID> ids) {
        return rows.among(ids.toArray(UUID[]::new)).stream()
                .map(RequestRow::view)
                .toList();
    }

    /** Whether one more call may wait: whoever may not is answered at once, as RFC 7240 leaves it to the server. */
    public boolean hasRoomToWait() {
        return waiting.hasRoom();
    }

    /** As {@link #hasRoomToWait()}, for a call that waits for all these. */
    public boolean hasRoomToWait(List<RequestView> requests) {
        return waiting.hasRoom(requests);
    }

    /**
     * The request once it is final, or as it is when the time is over; empty if there is none. No thread is held meanwhile.
     *
     * @param limit at most {@link Waiting#MAX}
     */
    public CompletionStage<Optional<RequestView>> wait(UUID id, Duration limit) {
        return waiting.untilFinal(id, limit);
    }

    /**
     * As {@link #wait(UUID, Duration)}, for requests that were stored a moment ago: until all are final.
     *
     * @param stored at least one
     * @return in no particular order
     */
    public CompletionStage<List<RequestView>> wait(List<RequestView> stored, Duration limit) {
        return waiting.untilAllFinal(stored, limit);
    }

    /**
     * Tells of the request as it is now, before this returns, and then of each of its changes, on a thread that must not be
     * kept. Changes that come fast are told as one; the last state is never left out, and none comes twice or after a later one.
     *
     * @return ends it; empty if there is no such request
     */
    public Optional<Following> follow(UUID id, Consumer<RequestView> listener) {
        Changes.Watch watch = changes.watch(id, listener);
        try {
            // The watch first, then the look: a change in between is seen by one of the two, and told once.
            Optional<RequestView> now = find(id);
            if (now.isPresent()) {
                watch.offer(now.get());
                return Optional.of(watch::close);
            }
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
        watch.close();
        return Optional.empty();
    }

    /** Something that goes on until it is ended. */
    @FunctionalInterface
    public interface Following {
        void end();
    }
}
