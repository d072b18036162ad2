package org.httpca.signer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.httpca.forward.broker.Receiver;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.LoopState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The threads of a signer, one for each stage: started when everything is wired, stopped before anything of it is closed.
 * Their names begin with {@code signer-}, since other roles may share the process.
 */
final class Stages implements SmartLifecycle {
    static final String PREFIX = "signer-";

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);

    private final Runnable first;
    private final Runnable last;
    private final Receiver accept;
    private final List<Loop> loops;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    /**
     * @param first is done before any thread starts
     * @param last when all have ended; where that fails, time does the same
     */
    Stages(Runnable first, Runnable last, Receiver accept, List<Loop> loops) {
        this.first = first;
        this.last = last;
        this.accept = accept;
        this.loops = List.copyOf(loops);
    }

    /** How each fares, by its stage's name. */
    Collection<LoopState> states() {
        List<LoopState> states = new ArrayList<>();
        states.add(plain(accept.state()));
        loops.forEach(loop -> states.add(plain(loop.state())));
        return states;
    }

    private static LoopState plain(LoopState state) {
        String name = state.name().startsWith(PREFIX) ? state.name().substring(PREFIX.length()) : state.name();
        return new LoopState(name, state.lastTurn(), state.lastError(), state.failures());
    }

    @Override
    public void start() {
        first.run();
        loops.forEach(Loop::start);
        accept.start();
        running = true;
    }

    /** Nothing comes in any more; then each stage ends its turn. */
    @Override
    public void stop() {
        running = false;
        accept.close();
        loops.forEach(Loop::close);
        try {
            last.run();
        } catch (RuntimeException e) {
            LOG.warn("What was at hand is found in the database when its lease has run out: {}", e.toString());
        }
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns when the stages were stopped, by a signal for example. */
    void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
