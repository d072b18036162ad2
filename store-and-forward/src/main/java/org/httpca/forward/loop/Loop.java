package org.httpca.forward.loop;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a stage its turns on one named thread: again while work is found, otherwise after a wake or the pace's wait.
 * After a fault it waits with back-off, wakes or not, so that a broken database is not hammered. Tests that drive stages by hand
 * call {@link Work#run()} and need no loop.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration LONGEST_TURN_AT_CLOSE = Duration.ofSeconds(10);

    private final String name;
    private final Work work;
    private final Pace pace;
    private final Clock clock;
    private final Backoff backoff;
    private final Bell bell = new Bell();
    private int emptyTurns;
    private volatile LoopState state;
    private @Nullable Thread thread;

    public Loop(String name, Work work, Pace pace) {
        this(name, work, pace, Clock.systemUTC(), new SecureRandom());
    }

    public Loop(String name, Work work, Pace pace, Clock clock, RandomGenerator random) {
        this.name = name;
        this.work = work;
        this.pace = pace;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.state = LoopState.fresh(name);
    }

    /** Starts the thread; once. */
    public synchronized void start() {
        if (thread != null) {
            throw new IllegalStateException("The loop " + name + " has been started before.");
        }
        thread = new Thread(this::turns, name);
        thread.start();
    }

    /** Says that there may be work. Cheap, from any thread; a turn that runs now is followed by another. */
    public void wake() {
        bell.ring();
    }

    public LoopState state() {
        return state;
    }

    /** Lets the running turn end, for ten seconds at most, and then interrupts it. No turn starts afterwards. */
    @Override
    public synchronized void close() {
        bell.stop();
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            running.join(LONGEST_TURN_AT_CLOSE.toMillis());
            if (running.isAlive()) {
                LOG.warn(
                        "{} still runs {} s after it was to stop, and is interrupted.",
                        name,
                        LONGEST_TURN_AT_CLOSE.toSeconds());
                running.interrupt();
            }
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void turns() {
        try {
            while (!bell.isStopped()) {
                Rest rest = turn();
                if (rest.heedWakes()) {
                    bell.await(rest.time());
                } else {
                    bell.awaitStop(rest.time());
                }
            }
        } catch (InterruptedException e) {
            LOG.info("{} was interrupted and ends.", name);
        }
    }

    /** One turn, and the rest that it earned. */
    Rest turn() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            int handled = work.run();
            backoff.reset();
            state = state.turned(clock.instant());
            if (handled > 0) {
                emptyTurns = 0;
                return new Rest(pace.afterWork(Duration.ofNanos(System.nanoTime() - begin)), false);
            }
            emptyTurns++;
            return new Rest(pace.afterEmptyTurns(emptyTurns), true);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            state = state.failed(e);
            Duration wait = backoff.next();
            LOG.warn("{} failed and tries again in {} ms.", name, wait.toMillis(), e);
            return new Rest(wait, false);
        }
    }

    /** How long to wait before the next turn, and whether a wake may shorten it. */
    record Rest(Duration time, boolean heedWakes) {}
}
