package org.httpca.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.broker.Receiver;
import org.httpca.forward.broker.Topology;
import org.httpca.forward.identity.IdentityWatch;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Looks;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.LoopState;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Transmitter;
import org.httpca.forward.outbox.WokenSource;
import org.httpca.message.Role;
import org.httpca.worker.accept.AcceptedEvents;
import org.httpca.worker.accept.CertificateAnswers;
import org.httpca.worker.accept.ListedRevocations;
import org.httpca.worker.accept.Publications;
import org.httpca.worker.accept.PublishedCrls;
import org.httpca.worker.accept.PublishedLog;
import org.httpca.worker.accept.RequestOutcomes;
import org.httpca.worker.accept.ResponderAnswers;
import org.httpca.worker.accept.RevocationWords;
import org.httpca.worker.heartbeat.Heartbeat;
import org.httpca.worker.heartbeat.Purge;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.notify.Notification;
import org.httpca.worker.settings.WorkerSettings;
import org.httpca.worker.transmit.Announcements;
import org.httpca.worker.transmit.RequestSource;
import org.httpca.worker.transmit.UnansweredWishes;
import org.httpca.worker.validate.Validation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The worker's stages on their threads. Any number of workers may run on one web database. */
final class WorkerStages implements SmartLifecycle {
    /** A request that was sent may be called queued for so long, and until the next turn. */
    private static final Duration CALLED_QUEUED = Duration.ofMillis(300);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerStages.class);

    /** Of the threads' names, since other roles may share the process. */
    private static final String PREFIX = "worker-";

    private static final Duration TURN = Duration.ofSeconds(5);

    /** Nobody waits for a notice. */
    private static final Pace NOTICES = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(20));

    final Transmitter transmitter;
    final Announcements announcements;
    final Inbox inbox;
    final Heartbeat heartbeat;
    private final Loop transmit;
    private final Loop announce;
    private final Loop revocations;
    private final Loop responders;
    private final Loop beat;
    private final Loop purge;
    private final Loop watch;
    private final List<Loop> notify;
    private final Loop validate;
    private final Receiver accept;
    private volatile boolean running;

    WorkerStages(
            WorkerIdentity worker,
            WebDatabase database,
            Wakes wakes,
            BrokerConnections broker,
            UuidSource ids,
            Clock clock,
            WorkerSettings.Announce announcing,
            Duration envelopeLifetime,
            IdentityWatch identities,
            Notification notification,
            Validation validation,
            Outcomes outcomes) {
        Identity identity = worker.identity();
        Outbox outbox = new Outbox(database.jdbc(), wakes);
        Looks looks = Looks.whenWoken();
        RequestSource source = new RequestSource(
                new OutboxSource(database.jdbc(), clock),
                database.jdbc(),
                wakes,
                clock,
                announcing.after(),
                CALLED_QUEUED);
        transmitter = new Transmitter(
                database.transactions(),
                List.of(new WokenSource(source, looks)),
                new EnvelopeSealer(worker.live(), clock, ids),
                broker.publisher(),
                envelopeLifetime);
        announcements = new Announcements(database.jdbc(), database.transactions(), outbox, ids, clock, announcing);
        inbox = new Inbox(
                Topology.queueOf(Role.WORKER),
                new EnvelopeVerifier(worker.trust(), identity.installation(), Role.WORKER, clock),
                database.jdbc(),
                database.transactions(),
                new AcceptedEvents(
                        new RequestOutcomes(database.jdbc(), clock, announcing, outcomes),
                        new Publications(
                                database.jdbc(),
                                new PublishedCrls(database.jdbc(), new ListedRevocations(database.jdbc(), outbox, ids)),
                                worker.trust(),
                                identity.installation()),
                        new CertificateAnswers(database.jdbc(), outbox, ids),
                        new RevocationWords(database.jdbc()),
                        new ResponderAnswers(database.jdbc()),
                        new PublishedLog(database.jdbc(), worker.trust(), identity.installation(), outbox, ids),
                        wakes),
                // parked, warned of in the log and counted for the heartbeat already
                refusal -> {},
                clock);
        heartbeat = new Heartbeat(
                database.jdbc(),
                outbox,
                identity.instance(),
                () -> Stream.concat(identities.alarms().stream(), notification.alarms().stream())
                        .toList(),
                this::states,
                broker::awaySince,
                inbox::counts,
                clock);
        transmit = new Loop(PREFIX + "transmit", transmitter, Pace.standard());
        announce = new Loop(PREFIX + "announce", announcements, Pace.every(earlier(announcing.after(), TURN)));
        revocations = new Loop(
                PREFIX + "revocations",
                UnansweredWishes.toRevoke(database.jdbc(), database.transactions(), outbox, ids, clock, announcing),
                Pace.every(earlier(announcing.after(), TURN)));
        responders = new Loop(
                PREFIX + "responders",
                UnansweredWishes.forResponders(
                        database.jdbc(), database.transactions(), outbox, ids, clock, announcing),
                Pace.every(earlier(announcing.after(), TURN)));
        beat = new Loop(PREFIX + "heartbeat", heartbeat, Pace.every(TURN));
        purge = new Loop(PREFIX + "purge", new Purge(inbox, clock), Pace.every(Duration.ofMinutes(10)));
        watch = new Loop(PREFIX + "identities", identities, Pace.every(IdentityWatch.EVERY));
        notify = notification.stages().entrySet().stream()
                .map(stage -> new Loop(PREFIX + stage.getKey(), stage.getValue(), NOTICES))
                .toList();
        validate = new Loop(PREFIX + "validate", validation, Pace.standard());
        validation.whenDecided(validate::wake);
        wakes.onWake(Validation.DUE, validate::wake);
        accept = new Receiver(broker, Topology.queueOf(Role.WORKER), inbox, PREFIX + "accept");
        wakes.onWake(Outbox.CHANNEL, () -> {
            looks.ring();
            transmit.wake();
        });
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<LoopState> states() {
        Stream<LoopState> relaying = Stream.of(
                transmit.state(),
                accept.state(),
                announce.state(),
                revocations.state(),
                responders.state(),
                validate.state(),
                purge.state(),
                watch.state());
        return Stream.concat(relaying, notify.stream().map(Loop::state))
                .map(WorkerStages::plain)
                .toList();
    }

    private static LoopState plain(LoopState state) {
        return new LoopState(
                state.name().substring(PREFIX.length()), state.lastTurn(), state.lastError(), state.failures());
    }

    @Override
    public void start() {
        running = true;
        accept.start();
        transmit.start();
        announce.start();
        revocations.start();
        responders.start();
        beat.start();
        purge.start();
        watch.start();
        notify.forEach(Loop::start);
        validate.start();
        LOG.info("The worker relays.");
    }

    @Override
    public void stop() {
        accept.close();
        transmit.close();
        announce.close();
        revocations.close();
        responders.close();
        beat.close();
        purge.close();
        watch.close();
        notify.forEach(Loop::close);
        validate.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
