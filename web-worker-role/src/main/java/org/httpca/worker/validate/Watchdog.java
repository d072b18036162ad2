package org.httpca.worker.validate;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes connections when their time is over: a time-out for each read alone lets whoever sends an octet now and then hold a thread for ever. */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    /** So that whoever finds the connection closed finds the time over, too. */
    private static final long AFTER_MILLIS = 5;

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Watchdog::thread);

    Watchdog() {
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Until this is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    Watch over(Closeable connection, Deadline deadline) {
        long millis = AFTER_MILLIS + deadline.millis(Integer.MAX_VALUE);
        Future<?> end = executor.schedule(() -> end(connection), millis, TimeUnit.MILLISECONDS);
        return () -> end.cancel(false);
    }

    private static void end(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("It was closed already.", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "worker-check-watchdog");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
