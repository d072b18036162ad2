package org.httpca.web.request;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/** All requests, to read. A request's id is random, and knowing it is the permission to see the request. */
@Component
public class Requests {
    private final RequestRows rows;
    private final Waiting waiting;

    Requests(RequestRows rows, Waiting waiting) {
        this.rows = rows;
        this.waiting = waiting;
    }

    public Optional<RequestView> find(UUID id) {
        return rows.findById(id).map(RequestRow::view);
    }

    /** Those that exist, in no particular order. */
    public List<RequestView> findAll(Collection<UUID> ids) {
        return rows.among(ids).stream().map(RequestRow::view).toList();
    }

    /**
     * The request once it is final, or as it is when the time is over; empty if there is none. No thread is held meanwhile.
     *
     * @param limit at most {@link Waiting#MAX}
     */
    public CompletionStage<Optional<RequestView>> wait(UUID id, Duration limit) {
        return waiting.untilFinal(id, limit);
    }
}
