package org.httpca.bench;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One line that says how far it is. On a terminal it is written over and over; elsewhere each step has one line. */
final class Progress implements AutoCloseable {

    private static final long EVERY_MILLIS = 200;

    private final PrintStream out;
    private final boolean terminal;
    private final String what;
    private final int of;
    private final IntSupplier done;
    private final @Nullable Thread thread;
    private final long began = System.nanoTime();

    private final CountDownLatch closed = new CountDownLatch(1);

    private Progress(PrintStream out, boolean terminal, String what, int of, IntSupplier done) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.of = of;
        this.done = done;
        this.thread = terminal ? new Thread(this::repeat, "progress") : null;
    }

    /** @param done how many of them there are by now; asked on another thread */
    static Progress show(Surroundings surroundings, String what, int of, IntSupplier done) {
        Progress progress = new Progress(surroundings.err(), surroundings.terminal(), what, of, done);
        Thread thread = progress.thread;
        if (thread == null) {
            surroundings.err().println(what);
        } else {
            thread.setDaemon(true);
            thread.start();
        }
        return progress;
    }

    private void repeat() {
        try {
            do {
                say("\r");
            } while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String beginning) {
        int now = done.getAsInt();
        double seconds = Math.max(0.001, (System.nanoTime() - began) / 1e9);
        out.printf("%s%s: %d of %d, %.0f a second\u001b[K", beginning, what, now, of, now / seconds);
        out.flush();
    }

    @Override
    public void close() {
        Thread shown = thread;
        if (shown == null) {
            return;
        }
        closed.countDown();
        try {
            shown.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (terminal) {
            say("\r");
            out.println();
        }
    }
}
