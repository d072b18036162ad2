package org.httpca.worker.validate;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread for each check that is under way, and none for long when there is none. */
final class CheckThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 20;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor executor;

    CheckThreads(int most) {
        executor = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        executor.allowCoreThreadTimeOut(true);
    }

    void execute(Runnable check) {
        executor.execute(check);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "worker-check-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
