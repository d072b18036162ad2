package org.httpca.web.purge;

import java.time.Duration;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.springframework.context.SmartLifecycle;

/** Takes away what is old, again and again on a thread of its own, while the role runs. */
public final class Purge implements SmartLifecycle {
    private final Loop loop;
    private volatile boolean running;

    /**
     * @param name of the thread
     * @param purge takes all that is old at once
     */
    public Purge(String name, Runnable purge, Duration interval) {
        loop = new Loop(
                name,
                () -> {
                    purge.run();
                    return 0;
                },
                Pace.every(interval));
    }

    @Override
    public void start() {
        loop.start();
        running = true;
    }

    @Override
    public void stop() {
        loop.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
