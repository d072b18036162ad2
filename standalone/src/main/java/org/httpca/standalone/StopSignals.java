package org.httpca.standalone;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM. They are handled here instead of by a shutdown hook, because the hooks of a JVM run side by side, and
 * the embedded broker has one of its own: the roles must stop before it does.
 */
final class StopSignals {

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignals() {}

    static StopSignals listen() {
        StopSignals signals = new StopSignals();
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> signals.asked.countDown());
        }
        return signals;
    }

    /** As if one of them had come. */
    void stop() {
        asked.countDown();
    }

    void await() throws InterruptedException {
        asked.await();
    }
}
