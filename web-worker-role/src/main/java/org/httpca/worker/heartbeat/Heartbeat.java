package org.httpca.worker.heartbeat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.httpca.forward.inbox.InboxCounts;
import org.httpca.forward.loop.LoopState;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.parked.Parked;
import org.httpca.message.HeartbeatPublished;
import org.httpca.message.MessageJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes how this worker is into the table {@code heartbeat}: its stages' last turns, and under "requestsByState" how many
 * messages wait in the outbox ("outbox") and are parked ("parked"), and what came in since its start and had no effect
 * ("replayed", "expired", "refused").
 */
public final class Heartbeat implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Set<String> NEED_THE_BROKER = Set.of("transmit", "accept");

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Parked parked;
    private final String instance;
    private final Supplier<List<String>> identityAlarms;
    private final Supplier<List<LoopState>> stages;
    private final Supplier<Optional<Instant>> brokerAway;
    private final Supplier<InboxCounts> inbox;
    private final Clock clock;
    private List<String> lastAlarms = List.of();
    private volatile double lastParked = Double.NaN;

    public Heartbeat(
            JdbcTemplate jdbc,
            Outbox outbox,
            String instance,
            Supplier<List<String>> identityAlarms,
            Supplier<List<LoopState>> stages,
            Supplier<Optional<Instant>> brokerAway,
            Supplier<InboxCounts> inbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.parked = new Parked(jdbc, clock);
        this.instance = instance;
        this.identityAlarms = identityAlarms;
        this.stages = stages;
        this.brokerAway = brokerAway;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public int run() {
        Instant now = clock.instant();
        long waiting = outbox.depth();
        long aside = parked.count();
        lastParked = aside;
        List<LoopState> states = stages.get();
        Map<String, Instant> turns = new TreeMap<>();
        for (LoopState state : states) {
            Instant last = state.lastTurn();
            if (last != null) {
                turns.put(state.name(), last);
            }
        }
        Map<String, Long> counts = new TreeMap<>(inbox.get().withoutEffect());
        counts.put("outbox", waiting);
        counts.put("parked", aside);
        HeartbeatPublished heartbeat = new HeartbeatPublished(
                instance, now.toEpochMilli(), now, version(), counts, turns, alarms(aside, states));
        jdbc.update(
                """
                INSERT INTO heartbeat (instance, role, number, at, body) VALUES (?, 'worker', ?, ?, ?)
                ON CONFLICT (instance) DO UPDATE SET role = excluded.role, number = excluded.number, at = excluded.at, body = excluded.body
                WHERE heartbeat.role = 'worker'
                """,
                heartbeat.instance(),
                heartbeat.number(),
                now.atOffset(ZoneOffset.UTC),
                MessageJson.write(heartbeat));
        return 0;
    }

    /** How many messages were parked when they were last counted; NaN before the first time. */
    public double lastParked() {
        return lastParked;
    }

    private List<String> alarms(long aside, List<LoopState> states) {
        List<String> alarms = new ArrayList<>(identityAlarms.get());
        if (aside > 0) {
            alarms.add(aside + " messages are parked: look at the table parked of the web database.");
        }
        long refused = inbox.get().refused();
        if (refused > 0) {
            alarms.add(refused + " messages were refused since the start of " + instance + ".");
        }
        Optional<Instant> away = brokerAway.get();
        away.ifPresent(since -> alarms.add("The broker cannot be reached since " + since.truncatedTo(ChronoUnit.SECONDS)
                + ": requests are taken and wait, and go on by themselves once it is back."));
        for (LoopState state : states) {
            boolean knownWhy = away.isPresent() && NEED_THE_BROKER.contains(state.name());
            if (state.lastError() != null && !knownWhy) {
                // What went wrong in detail stands in the log: the status page is for everybody.
                alarms.add("Stage " + state.name() + " fails; see the worker's log.");
            }
        }
        if (!alarms.equals(lastAlarms)) {
            alarms.forEach(alarm -> LOG.warn("Alarm: {}", alarm));
            lastAlarms = List.copyOf(alarms);
        }
        return alarms;
    }

    private static String version() {
        String version = Heartbeat.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
