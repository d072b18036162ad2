package org.httpca.worker.validate;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.httpca.envelope.Identity;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.loop.Work;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.settings.AcmeSettings;
import org.httpca.worker.validate.Checks.Claimed;
import org.httpca.worker.validate.Checks.Decided;
import org.httpca.worker.validate.Checks.Portion;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The stage that has the checks made. One thread speaks to the database, in two statements a turn for however many; each check has a thread of its
 * own meanwhile, so that one that is slow holds up no other. Accounts take turns, and of the room a quarter is for those that have nothing under way:
 * however many slow ones some have, a check of another begins at once.
 */
public final class Validation implements Work, AutoCloseable {
    /** What the web role fires when it asks for checks. */
    public static final String DUE = "challenge_due";

    /** What is fired when checks have their outcomes. */
    static final String DECIDED = "challenge_decided";

    /** Longer than a check can take, and its way into the database. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Of the room, for one account; for those that have nothing under way; and of a turn's claim. */
    private static final int SHARE = 4;

    private final Checks checks;
    private final Examination examination;
    private final Wakes wakes;
    private final Outcomes outcomes;
    private final Clock clock;
    private final int room;
    private final CheckThreads threads;
    private final Queue<Decided> decided = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile Runnable whenDecided = () -> {};

    /** @param room how many checks are made at once */
    Validation(Checks checks, Examination examination, Wakes wakes, Outcomes outcomes, Clock clock, int room) {
        this.checks = checks;
        this.examination = examination;
        this.wakes = wakes;
        this.outcomes = outcomes;
        this.clock = clock;
        this.room = room;
        this.threads = new CheckThreads(room);
    }

    /**
     * With everything below it; connects to nobody yet.
     *
     * @param identity what evidence is signed with, as it is at the time
     * @throws org.httpca.start.InvalidSettingException if a setting is not what it should be
     */
    public static Validation of(
            AcmeSettings settings,
            JdbcTemplate jdbc,
            Supplier<Identity> identity,
            Wakes wakes,
            Outcomes outcomes,
            SecureRandom random,
            Clock clock) {
        Examination examination = Parts.examination(settings, identity, random, clock, Examination.LONGEST);
        return new Validation(new Checks(jdbc), examination, wakes, outcomes, clock, settings.checksAtOnce());
    }

    /** Has this called, from any thread, when there is something to be written: it wakes the stage. */
    public void whenDecided(Runnable wake) {
        whenDecided = wake;
    }

    @Override
    public int run() {
        return write() + claim();
    }

    /** What cannot be written stays for the next turn; if its lease ends before, it is another's. */
    private int write() {
        List<Decided> all = new ArrayList<>();
        for (Decided one = decided.poll(); one != null; one = decided.poll()) {
            all.add(one);
        }
        if (all.isEmpty()) {
            return 0;
        }
        try {
            checks.decide(all, clock.instant());
        } catch (RuntimeException e) {
            decided.addAll(all);
            throw e;
        }
        wakes.fire(DECIDED);
        return all.size();
    }

    private int claim() {
        int share = Math.max(1, room / SHARE);
        int free = room - running.get();
        if (free <= 0) {
            return 0;
        }
        List<Claimed> claimed = checks.claim(
                clock.instant(), LEASE, new Portion(Math.min(share, free), free - share, share), Map.copyOf(underWay));
        for (Claimed one : claimed) {
            if (one.moot()) {
                decided.add(Decided.left(one.check()));
            } else {
                begin(one.check());
            }
        }
        return claimed.size();
    }

    private void begin(Check check) {
        running.incrementAndGet();
        underWay.merge(check.account(), 1, Integer::sum);
        threads.execute(() -> make(check));
    }

    private void make(Check check) {
        long begin = System.nanoTime();
        try {
            Decided one = examination.of(check);
            decided.add(one);
            outcomes.countCheck(
                    check.type(),
                    one.outcome() == null ? "again" : one.outcome(),
                    Duration.ofNanos(System.nanoTime() - begin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the worker stops: another makes it when the lease ends
        } finally {
            underWay.computeIfPresent(check.account(), (account, count) -> count == 1 ? null : count - 1);
            running.decrementAndGet();
            whenDecided.run();
        }
    }

    /** Those that are under way are left: their leases end. */
    @Override
    public void close() {
        threads.close();
    }
}
