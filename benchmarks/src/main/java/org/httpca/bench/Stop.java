package org.httpca.bench;

import java.util.concurrent.CancellationException;
import sun.misc.Signal;

/** Whether somebody wants it to end: Ctrl-C, or SIGTERM. What was measured by then is still told. */
final class Stop {

    private volatile boolean asked;

    static Stop onSignals() {
        Stop stop = new Stop();
        for (String name : new String[] {"INT", "TERM"}) {
            Signal.handle(new Signal(name), signal -> stop.ask());
        }
        return stop;
    }

    void ask() {
        asked = true;
    }

    boolean isAsked() {
        return asked;
    }

    /** @throws CancellationException if it was asked for */
    void check() {
        if (asked) {
            throw new CancellationException("stopped before anything was measured");
        }
    }
}
