package org.httpca.web.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What is left for each client of one kind of request. Every web role counts for itself. Memory is bounded: of very many
 * clients the ones longest not seen are forgotten, as is whoever has been silent for long enough to have everything again.
 */
public final class Budgets {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int CLIENTS = 100_000;

    private final String name;
    private final Cache<String, Bucket> buckets;
    private final TimeMeter time;
    private final Duration window;

    /** Of a minute. */
    Budgets(String name, Clock clock) {
        this(name, WINDOW, clock);
    }

    /** @param window after which a client has everything again */
    public Budgets(String name, Duration window, Clock clock) {
        this.name = name;
        this.window = window;
        this.time = new ClockMeter(clock);
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(window)
                .ticker(ticker)
                .build();
    }

    /** As policies are named to clients. */
    String name() {
        return name;
    }

    /**
     * Takes that much from what is left of a client's budget.
     *
     * @param cost never more than the whole budget is taken
     * @param most the whole budget
     */
    public ConsumptionProbe take(String client, long cost, long most) {
        return bucket(client, most).tryConsumeAndReturnRemaining(Math.min(cost, most));
    }

    /** Whether anything is left, without taking it. */
    ConsumptionProbe look(String client, long most) {
        long left = bucket(client, most).getAvailableTokens();
        return left > 0
                ? ConsumptionProbe.consumed(left, 0)
                : ConsumptionProbe.rejected(0, window.toNanos() / most, window.toNanos());
    }

    private Bucket bucket(String client, long most) {
        return buckets.get(
                client + " " + most,
                key -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(most)
                                .refillGreedy(most, window)
                                .build())
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** How many clients are remembered. */
    long clients() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
