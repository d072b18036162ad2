package org.httpca.web.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.httpca.database.DatabaseTimeouts;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Finds certificates, a page at a time. */
public final class Search {
    public static final int USUAL = 50;
    public static final int MOST = 200;

    /** Along an index, at so many certificates for one page; whatever is to be found behind them is on the next. */
    private static final int LOOKED_AT = 5_000;

    private static final int PIECE = 1_000;
    private static final Duration TIME = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Search.class);

    private final SearchRows rows;
    private final Clock clock;
    private final Semaphore turns;
    private final Duration patience;

    /**
     * @param atOnce how many searches have a connection; issuing has the rest
     * @param patience for how long those wait who come when that many search
     */
    Search(SearchRows rows, Clock clock, int atOnce, Duration patience) {
        this.rows = rows;
        this.clock = clock;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** Refused as malformed, with what to write instead; as unavailable while too many search. */
    public Result<Page> find(Words words) {
        return find(words, MOST, USUAL);
    }

    Result<Page> find(Words words, int most, int usual) {
        Instant now = clock.instant();
        return Reading.query(words, most, usual, now)
                .flatMap(query -> place(words, query).flatMap(place -> inTurn(query, place, now)));
    }

    private static Result<Place> place(Words words, Query query) {
        Optional<Place> place = words.page().isEmpty() ? Optional.of(Place.BEGINNING) : Place.read(words.page(), query);
        return place.map(Result::passed)
                .orElseGet(() -> Reading.refused(
                        "page",
                        "is the 'next' of an answer to the same search; leave it out to begin with the first page."));
    }

    private Result<Page> inTurn(Query query, Place place, Instant now) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return busy();
        }
        try {
            return Result.passed(page(query, place, now));
        } catch (DataAccessException e) {
            if (!DatabaseTimeouts.isGivenUp(e)) {
                throw e;
            }
            LOG.warn(
                    "A search took longer than the database may for one: {}",
                    e.getMostSpecificCause().getMessage());
            return Result.refused(ProblemType.UNAVAILABLE, "The search took too long. Say more of what you look for.");
        } finally {
            turns.release();
        }
    }

    private static Result<Page> busy() {
        return Result.refused(ProblemType.UNAVAILABLE, "Others are searching. Try again soon.");
    }

    private Page page(Query query, Place from, Instant now) {
        Walk walk = new Walk(query, from, now);
        walk.go();
        Map<UUID, Requester> requesters = rows.requesters(
                walk.found.stream().map(Hit::requestId).filter(Objects::nonNull).toList());
        List<Found> certificates = walk.found.stream()
                .map(hit -> hit.requestId() == null
                        ? hit.found()
                        : hit.found().by(requesters.getOrDefault(hit.requestId(), Requester.UNKNOWN)))
                .toList();
        return new Page(certificates, walk.isOver ? null : walk.at.text(query));
    }

    /** From a place on, until the page is full, all is seen, or enough was looked at. */
    private final class Walk {
        private final Query query;
        private final Instant now;
        private final Instant end;
        private final List<Hit> found = new ArrayList<>();
        private int lookedAt;
        private boolean isOver;
        private Place at;

        Walk(Query query, Place from, Instant now) {
            this.query = query;
            this.at = from;
            this.now = now;
            this.end = clock.instant().plus(TIME);
        }

        void go() {
            int piece = query.limit() + 1;
            while (lookedAt < LOOKED_AT && clock.instant().isBefore(end)) {
                List<Hit> hits =
                        rows.read(query.stages().get(at.stage()).scan(), at.key(), query.requester(), piece, now);
                if (isFull(hits)) {
                    return;
                }
                if (hits.size() < piece) {
                    if (at.stage() + 1 == query.stages().size()) {
                        isOver = true;
                        return;
                    }
                    at = new Place(at.stage() + 1, List.of());
                }
                lookedAt += hits.size();
                piece = Math.min(PIECE, 2 * piece);
            }
        }

        /** Whether there is one more than the page holds, so that there is a next page with something on it. */
        private boolean isFull(List<Hit> hits) {
            for (Hit hit : hits) {
                if (query.finds(at.stage(), hit)) {
                    if (found.size() == query.limit()) {
                        return true;
                    }
                    found.add(hit);
                }
                at = new Place(at.stage(), hit.key());
            }
            return false;
        }
    }
}
