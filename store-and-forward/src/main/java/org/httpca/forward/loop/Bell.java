package org.httpca.forward.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What a thread sleeps on. A ring while it works is remembered; many rings are one. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean rung;
    private boolean stopped;

    void ring() {
        lock.lock();
        try {
            if (!rung) {
                rung = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Until it rings, is stopped, or the time is over. Takes the ring with it. */
    void await(Duration time) throws InterruptedException {
        await(time, true);
    }

    /** Until it is stopped or the time is over; a ring stays for later. */
    void awaitStop(Duration time) throws InterruptedException {
        await(time, false);
    }

    private void await(Duration time, boolean heedRings) throws InterruptedException {
        long nanos = TimeUnit.NANOSECONDS.convert(time);
        lock.lockInterruptibly();
        try {
            while (nanos > 0 && !stopped && !(heedRings && rung)) {
                nanos = changed.awaitNanos(nanos);
            }
            if (heedRings) {
                rung = false;
            }
        } finally {
            lock.unlock();
        }
    }
}
