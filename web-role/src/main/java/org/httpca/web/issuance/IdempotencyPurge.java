package org.httpca.web.issuance;

import java.time.Clock;
import java.time.Duration;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.springframework.context.SmartLifecycle;

/** Forgets idempotency keys after a day. */
class IdempotencyPurge implements SmartLifecycle {
    private final IdempotencyKeys keys;
    private final Clock clock;
    private final Loop loop = new Loop("web-idempotency-purge", this::purge, Pace.every(Duration.ofMinutes(10)));
    private volatile boolean running;

    IdempotencyPurge(IdempotencyKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private int purge() {
        keys.purge(clock.instant().minus(IdempotencyKeys.KEPT));
        return 0;
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
