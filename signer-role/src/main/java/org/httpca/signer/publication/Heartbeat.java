package org.httpca.signer.publication;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.broker.UnconfirmedException;
import org.httpca.forward.inbox.InboxCounts;
import org.httpca.forward.loop.LoopState;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Express;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.HeartbeatPublished;
import org.httpca.signer.request.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says how this signer is, every few seconds: it can be reached in no other way. Only the newest is worth sending. While its
 * database cannot be reached it says that past the outbox, so that nobody has to guess why it is silent.
 */
public final class Heartbeat implements Work {
    /** SQLSTATE of PostgreSQL. */
    private static final String DISK_FULL = "53100";

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final TransactionTemplate transactions;
    private final String instance;
    private final String version;
    private final Requests requests;
    private final Supplier<InboxCounts> inbox;
    private final Supplier<Collection<LoopState>> stages;
    private final Alarms alarms;
    private final PublicationNumbers numbers;
    private final Outbox outbox;
    private final Express express;
    private final Supplier<Optional<Instant>> databaseAway;
    private final Clock clock;
    private final UuidSource ids;
    private long lastNumber;

    public Heartbeat(
            TransactionTemplate transactions,
            String instance,
            String version,
            Requests requests,
            Supplier<InboxCounts> inbox,
            Supplier<Collection<LoopState>> stages,
            Alarms alarms,
            PublicationNumbers numbers,
            Outbox outbox,
            Express express,
            Supplier<Optional<Instant>> databaseAway,
            Clock clock,
            UuidSource ids) {
        this.transactions = transactions;
        this.instance = instance;
        this.version = version;
        this.requests = requests;
        this.inbox = inbox;
        this.stages = stages;
        this.alarms = alarms;
        this.numbers = numbers;
        this.outbox = outbox;
        this.express = express;
        this.databaseAway = databaseAway;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public int run() {
        try {
            transactions.executeWithoutResult(status -> beat());
        } catch (DataAccessException | TransactionException e) {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                beatWithoutDatabase(
                        "The disk of the signer's database is full: nothing is decided or signed; make room there, and all"
                                + " goes on by itself.");
            } else {
                databaseAway
                        .get()
                        .ifPresent(
                                since -> beatWithoutDatabase(
                                        "The signer's database cannot be reached since "
                                                + since.truncatedTo(ChronoUnit.SECONDS)
                                                + ": nothing is decided or signed; requests wait, and go on by themselves once it is back."));
            }
            throw e;
        }
        return 0;
    }

    private void beatWithoutDatabase(String alarm) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // As the database would number it: what it says once it is back is newer.
        lastNumber = Math.max(lastNumber + 1, now.toEpochMilli());
        HeartbeatPublished beat =
                new HeartbeatPublished(instance, lastNumber, now, version, Map.of(), turns(), List.of(alarm));
        try {
            express.send(Outgoing.of(ids.get(), beat));
        } catch (UnconfirmedException e) {
            LOG.warn("Neither the database nor the broker can be reached: {}", e.getMessage());
        }
    }

    private Map<String, Instant> turns() {
        Map<String, Instant> turns = new TreeMap<>();
        for (LoopState stage : stages.get()) {
            Instant turn = stage.lastTurn();
            if (turn != null) {
                turns.put(stage.name(), turn);
            }
        }
        return turns;
    }

    private void beat() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Long> counts = new TreeMap<>(inbox.get().withoutEffect());
        requests.countOpen().forEach((state, count) -> counts.put(state.text(), count));
        long number = numbers.next("heartbeat/" + instance);
        lastNumber = number;
        HeartbeatPublished beat =
                new HeartbeatPublished(instance, number, now, version, counts, turns(), alarms.now(stages.get()));
        outbox.putLatest("heartbeat/" + instance, Outgoing.of(ids.get(), beat));
    }
}
