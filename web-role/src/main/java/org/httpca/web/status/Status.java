package org.httpca.web.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.httpca.database.DatabaseBreaker;
import org.httpca.web.cache.Recent;
import org.httpca.web.request.RequestStatus;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.status.StatusView.InstanceView;
import org.httpca.web.status.StatusView.RoleView;
import org.httpca.web.status.StatusView.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The status of the whole installation, as it shows from here: without the database what was known last, and that it is away.
 */
@Component
public class Status {
    private static final Logger LOG = LoggerFactory.getLogger(Status.class);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final List<String> ROLES = List.of("web", "worker", "signer");

    private final Heartbeats heartbeats;
    private final JdbcClient jdbc;
    private final DatabaseBreaker database;
    private final OwnHeartbeat own;
    private final String self;
    private final Clock clock;
    private final Recent<StatusView> recent;
    /** Counting what is done means reading much; once a minute is enough. */
    private final Recent<Map<String, Long>> done;

    private volatile StatusView known;

    Status(
            Heartbeats heartbeats,
            JdbcClient jdbc,
            DatabaseBreaker database,
            OwnHeartbeat own,
            WebSettings settings,
            Clock clock) {
        this.heartbeats = heartbeats;
        this.jdbc = jdbc;
        this.database = database;
        this.own = own;
        this.self = settings.instanceName();
        this.clock = clock;
        this.recent = new Recent<>(this::read, Duration.ofSeconds(1), clock);
        this.known = StatusView.ofNothing(clock.instant(), ROLES, RequestStatus.all());
        this.done = new Recent<>(this::countDone, Duration.ofMinutes(1), clock);
    }

    public StatusView current() {
        try {
            StatusView view = recent.get();
            known = view;
            return view;
        } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
            Instant now = clock.instant();
            LOG.debug("The status is told from memory.", e);
            return known.withoutDatabase(now, self, awayFor(now));
        }
    }

    private String awayFor(Instant now) {
        Instant since = database.awaySince().orElse(now).truncatedTo(ChronoUnit.SECONDS);
        return "The web database cannot be reached since " + since
                + ": nothing can be submitted or looked up, clients are told to come again (503), and the rest of this page is as it"
                + " was before. What was accepted is kept, and all goes on by itself once it is back.";
    }

    private StatusView read() {
        Instant now = clock.instant();
        List<RoleView> roles = roles(now);
        Map<String, Long> requests = new LinkedHashMap<>();
        RequestStatus.all().forEach(status -> requests.put(status, done.get().getOrDefault(status, 0L)));
        Map<String, Duration> oldest = new TreeMap<>();
        for (Open open : open()) {
            requests.merge(open.status, open.count, Long::sum);
            oldest.put(open.status, age(open.oldest, now));
        }
        Outgoing outgoing = outgoing();
        return new StatusView(
                now,
                roles,
                requests,
                oldest,
                outgoing.count,
                outgoing.count == 0 ? Duration.ZERO : age(outgoing.oldest, now),
                alarms(roles, now));
    }

    private List<RoleView> roles(Instant now) {
        Map<String, List<InstanceView>> heard = new TreeMap<>();
        heartbeats
                .since(now.minus(Heartbeats.REMEMBERED))
                .forEach(heartbeat -> heard.computeIfAbsent(heartbeat.role(), role -> new ArrayList<>())
                        .add(heartbeat.view(now)));
        return ROLES.stream()
                .map(role -> RoleView.of(role, heard.getOrDefault(role, List.of())))
                .toList();
    }

    private List<String> alarms(List<RoleView> roles, Instant now) {
        Stream<String> full = own.diskFullSince().stream()
                .map(since -> "The disk of the web database is full since " + since.truncatedTo(ChronoUnit.SECONDS)
                        + ": nothing can be submitted (503). Make room there, and all goes on by itself.");
        Stream<String> ahead = roles.stream()
                .flatMap(role -> role.instances().stream())
                .filter(instance -> instance.lastHeartbeat().isAfter(now.plus(CLOCK_SKEW)))
                .map(instance -> "The clock of " + instance.instance() + " is "
                        + Duration.between(now, instance.lastHeartbeat()).toSeconds()
                        + " seconds ahead of the web role's. Set both right.");
        Stream<String> silent = roles.stream()
                .filter(role -> role.state() != State.OK)
                .map(role -> role.state() == State.LATE
                        ? "No " + role.role() + " has been heard of for more than " + StatusView.LATE.toSeconds()
                                + " seconds."
                        : "No " + role.role() + " has been heard of.");
        Stream<String> theirs = roles.stream()
                .flatMap(role -> role.instances().stream())
                .flatMap(instance -> instance.alarms().stream().map(alarm -> instance.instance() + ": " + alarm));
        long parked = jdbc.sql("select count(*) from parked").query(Long.class).single();
        Stream<String> aside =
                parked == 0 ? Stream.of() : Stream.of(parked + " message(s) were parked and need a look.");
        return Stream.of(full, ahead, silent, theirs, aside).flatMap(all -> all).toList();
    }

    private List<Open> open() {
        return jdbc.sql("""
                        select status, count(*), min(submitted_at) from request
                        where announce_at is not null group by status""")
                .query((row, n) -> new Open(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    private Map<String, Long> countDone() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("select status, count(*) from request where announce_at is null group by status")
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private Outgoing outgoing() {
        return jdbc.sql("select count(*), coalesce(min(created_at), now()) from outbox")
                .query((row, n) ->
                        new Outgoing(row.getLong(1), row.getTimestamp(2).toInstant()))
                .single();
    }

    private static Duration age(Instant since, Instant now) {
        return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
    }

    private record Open(String status, long count, Instant oldest) {}

    private record Outgoing(long count, Instant oldest) {}
}
