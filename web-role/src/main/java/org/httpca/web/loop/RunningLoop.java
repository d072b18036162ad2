package org.httpca.web.loop;

import java.time.Duration;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.springframework.context.SmartLifecycle;

/** A loop that runs while the role does: from when everything is wired until before anything of it is closed. */
public final class RunningLoop implements SmartLifecycle {
    private final Loop loop;
    private volatile boolean running;

    public RunningLoop(Loop loop) {
        this.loop = loop;
    }

    /**
     * One that does the same again and again.
     *
     * @param name of the thread
     * @param work does all that there is to do at once
     */
    public static RunningLoop every(Duration interval, String name, Runnable work) {
        return new RunningLoop(new Loop(
                name,
                () -> {
                    work.run();
                    return 0;
                },
                Pace.every(interval)));
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
