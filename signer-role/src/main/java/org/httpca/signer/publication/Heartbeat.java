package org.httpca.signer.publication;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.inbox.InboxCounts;
import org.httpca.forward.loop.LoopState;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.HeartbeatPublished;
import org.httpca.signer.request.Requests;
import org.springframework.transaction.support.TransactionTemplate;

/** Says how this signer is, every few seconds: it can be reached in no other way. Only the newest is worth sending. */
public final class Heartbeat implements Work {
    private final TransactionTemplate transactions;
    private final String instance;
    private final String version;
    private final Requests requests;
    private final Supplier<InboxCounts> inbox;
    private final Supplier<Collection<LoopState>> stages;
    private final Alarms alarms;
    private final PublicationNumbers numbers;
    private final Outbox outbox;
    private final Clock clock;
    private final UuidSource ids;

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
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public int run() {
        transactions.executeWithoutResult(status -> beat());
        return 0;
    }

    private void beat() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Long> counts = new TreeMap<>(inbox.get().withoutEffect());
        requests.countOpen().forEach((state, count) -> counts.put(state.text(), count));
        Map<String, Instant> turns = new TreeMap<>();
        for (LoopState stage : stages.get()) {
            Instant turn = stage.lastTurn();
            if (turn != null) {
                turns.put(stage.name(), turn);
            }
        }
        long number = numbers.next("heartbeat/" + instance);
        HeartbeatPublished beat =
                new HeartbeatPublished(instance, number, now, version, counts, turns, alarms.now(stages.get()));
        outbox.putLatest("heartbeat/" + instance, Outgoing.of(ids.get(), beat));
    }
}
