package org.httpca.standalone;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Approves or rejects by the command line what is to be approved or rejected, and tries again until the command says that it is
 * done, or was before.
 */
final class PatientAdministrator implements AutoCloseable {
    private static final Set<Integer> DECIDED = Set.of(0, 4);
    /** A command whose connection was lost is ended by hand after so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Production production;
    private final Map<Integer, String> accepted;
    private final Set<Integer> decided = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService commands = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "an administrator's command");
        thread.setDaemon(true);
        return thread;
    });

    /** @param accepted ids by the number that says their fate; it grows */
    PatientAdministrator(Production production, Map<Integer, String> accepted) {
        this.production = production;
        this.accepted = accepted;
    }

    void start() {
        rounds.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }

    private void round() {
        accepted.forEach((number, id) -> {
            if (!decided.contains(number) && decides(number, id)) {
                decided.add(number);
            }
        });
    }

    private boolean decides(int number, String id) {
        return switch (Fate.mixed(number)) {
            case APPROVED -> command("approve", id, "--wait", "1");
            case TURNED_DOWN -> command("reject", id, "--reason", "not ours", "--wait", "1");
            default -> true;
        };
    }

    private boolean command(String... words) {
        attempts.incrementAndGet();
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> production.approval(words).code(), commands);
        try {
            return DECIDED.contains(code.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            abandoned.incrementAndGet();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many wait for a decision. */
    int open() {
        return accepted.size() - decided.size();
    }

    String summary() {
        return attempts + " commands of the administrator, of which " + abandoned + " were abandoned";
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        commands.shutdownNow();
    }
}
