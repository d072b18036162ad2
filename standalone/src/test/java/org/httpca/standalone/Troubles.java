package org.httpca.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Harms every part at random, each on a thread of its own, until the time is over or there were enough kills. The acts of a part
 * follow from the seed; when exactly they meet the others', the machine decides.
 */
final class Troubles {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** A supervisor does not start again at once. */
    private static final Duration SUPERVISOR = Duration.ofSeconds(1);

    /** One act of so many does not wait until all roles have started. */
    private static final int WHILE_IT_STARTS = 12;

    private static final Duration STARTED = Duration.ofMinutes(2);
    /** The longest that an act can take to its end. */
    private static final Duration GIVEN_BACK = Duration.ofMinutes(3);

    private final long seed;
    private final List<HarmedPart> parts;
    private final long begin = System.nanoTime();
    private final Queue<String> journal = new ConcurrentLinkedQueue<>();
    private final Map<Harm, Integer> counts = new EnumMap<>(Harm.class);
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger endedByThemselves = new AtomicInteger();
    private volatile boolean over;

    Troubles(long seed, List<HarmedPart> parts) {
        this.seed = seed;
        this.parts = List.copyOf(parts);
    }

    /** All parts are given back when this returns. */
    void makeUntil(Duration limit, int enoughKills) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(parts.size());
        try {
            List<Future<?>> made = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                HarmedPart part = parts.get(i);
                Random random = new Random(seed * parts.size() + i);
                made.add(threads.submit(() -> {
                    make(part, random);
                    return null;
                }));
            }
            long end = System.nanoTime() + limit.toNanos();
            while (kills.get() < enoughKills
                    && System.nanoTime() - end < 0
                    && made.stream().noneMatch(Future::isDone)) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            over = true;
            for (Future<?> each : made) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("A part could not be harmed or given back", e.getCause());
        } finally {
            over = true;
            threads.shutdown();
            threads.awaitTermination(GIVEN_BACK.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void make(HarmedPart part, Random random) throws Exception {
        while (!over) {
            Act act = Act.next(random, part.harms(), part.averageRest());
            rest(part, act);
            if (over) {
                return;
            }
            say(part.name() + ": " + act);
            part.begin(act);
            count(act.harm());
            pause(act.lasting());
            part.end(act);
            if (act.harm().longest > 0) {
                say(part.name() + ": given back after " + act.harm());
            }
        }
    }

    /** Mostly all works again before the next act; otherwise nothing would ever be done between the acts. */
    private void rest(HarmedPart part, Act act) throws Exception {
        long patience = System.nanoTime() + STARTED.toNanos();
        while (!over && act.choice() % WHILE_IT_STARTS != 0 && !ready() && System.nanoTime() - patience < 0) {
            pause(LOOK);
            supervise(part);
        }
        long end = System.nanoTime() + act.rest().toNanos();
        while (!over && System.nanoTime() - end < 0) {
            pause(LOOK);
            supervise(part);
        }
    }

    private boolean ready() throws IOException {
        for (HarmedPart part : parts) {
            if (!part.ready()) {
                return false;
            }
        }
        return true;
    }

    private void supervise(HarmedPart part) throws Exception {
        String done = part.supervise();
        if (!done.isEmpty()) {
            endedByThemselves.incrementAndGet();
            say(part.name() + ": " + done);
            pause(SUPERVISOR);
        }
    }

    /** What supervisors go on with when the troubles are over. */
    void superviseAll() throws Exception {
        for (HarmedPart part : parts) {
            supervise(part);
        }
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void count(Harm harm) {
        synchronized (counts) {
            counts.merge(harm, 1, Integer::sum);
        }
        if (harm.kills()) {
            kills.incrementAndGet();
        }
    }

    private void say(String what) {
        journal.add(String.format("%8.2f s  %s", (System.nanoTime() - begin) / 1e9, what));
    }

    int kills() {
        return kills.get();
    }

    /** What was done how often. */
    String summary() {
        synchronized (counts) {
            return "seed " + seed + ", " + kills + " kills " + counts + ", " + endedByThemselves
                    + " roles had ended by themselves and were started again";
        }
    }

    /** Each act with its time. */
    String journal() {
        return String.join("\n", journal);
    }
}
