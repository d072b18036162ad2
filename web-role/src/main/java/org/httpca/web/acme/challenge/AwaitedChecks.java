package org.httpca.web.acme.challenge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.settings.WebSettings;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Clients that wait a moment for the outcome of a check, so that a fast one is in the very answer. Who waits is an entry in a map, without a thread
 * or a connection; a wake of the worker's has all of them looked up in one query.
 */
@Component
@WhereAcmeIsOn
class AwaitedChecks implements SmartLifecycle {
    /** Longer would hold up clients that ask for many checks, one after the other. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** What the worker fires, and what it hears. */
    private static final String DECIDED = "challenge_decided";

    private static final String DUE = "challenge_due";

    private final Challenges challenges;
    private final Wakes wakes;
    private final int most;
    private final Map<UUID, CompletableFuture<Challenge>> awaited = new ConcurrentHashMap<>();
    private final Loop loop = new Loop("web-acme-checks", this::tell, Pace.standard());
    private volatile boolean running;

    AwaitedChecks(Challenges challenges, Wakes wakes, WebSettings settings) {
        this.challenges = challenges;
        this.wakes = wakes;
        this.most = settings.api().waits();
        wakes.onWake(DECIDED, loop::wake);
    }

    /** For a challenge that is to be checked now: tells the worker, and is what came of it, or the challenge as it was if that takes longer. */
    CompletionStage<Challenge> check(Challenge asked) {
        if (!running || awaited.size() >= most) {
            wakes.fire(DUE);
            return CompletableFuture.completedStage(asked);
        }
        CompletableFuture<Challenge> outcome = awaited.computeIfAbsent(asked.id(), id -> new CompletableFuture<>());
        wakes.fire(DUE); // after that, so that no outcome comes unheard
        CompletableFuture<Challenge> answer =
                outcome.copy().completeOnTimeout(asked, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return answer.whenComplete((challenge, fault) -> awaited.remove(asked.id(), outcome));
    }

    /** One turn: whoever waits for a check that has its outcome is told. */
    int tell() {
        if (awaited.isEmpty()) {
            return 0;
        }
        List<Challenge> decided = challenges.decided(awaited.keySet());
        for (Challenge challenge : decided) {
            CompletableFuture<Challenge> waiting = awaited.get(challenge.id());
            if (waiting != null) {
                waiting.complete(challenge);
            }
        }
        return decided.size();
    }

    @Override
    public void start() {
        running = true;
        loop.start();
    }

    /** Who still waits is answered within the moment. */
    @Override
    public void stop() {
        running = false;
        loop.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server, which waits for what is under way. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
