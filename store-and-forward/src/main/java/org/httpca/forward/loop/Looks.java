package org.httpca.forward.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether it is time to look for work in the database, for a stage that is woken for other reasons, too: after a wake, and
 * otherwise once in a while, since wakes can get lost.
 */
public final class Looks {
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);

    private final long apartNanos;
    private final AtomicBoolean due = new AtomicBoolean(true);
    private long lastNanos;

    private Looks(Duration apart) {
        this.apartNanos = apart.toNanos();
    }

    /** To be rung. */
    public static Looks whenWoken() {
        return new Looks(AT_LEAST_EVERY);
    }

    /** At each turn. */
    public static Looks always() {
        return new Looks(Duration.ZERO);
    }

    /** From any thread; also by whoever looked, and left something for the next time. */
    public void ring() {
        due.set(true);
    }

    /** Takes the ring with it. Called by the one thread that looks. */
    public boolean isDue() {
        long now = System.nanoTime();
        if (!due.getAndSet(false) && now - lastNanos < apartNanos) {
            return false;
        }
        lastNanos = now;
        return true;
    }
}
