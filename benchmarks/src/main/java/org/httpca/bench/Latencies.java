package org.httpca.bench;

import java.util.Arrays;
import java.util.Collection;

/** Latencies in milliseconds. A run is small enough to sort, so the percentiles are exact (nearest rank). */
final class Latencies {

    private final double[] sorted;

    private Latencies(double[] sorted) {
        this.sorted = sorted;
    }

    static Latencies of(Collection<Outcome> outcomes) {
        return new Latencies(outcomes.stream()
                .mapToDouble(outcome -> outcome.latencyNanos() / 1e6)
                .sorted()
                .toArray());
    }

    static Latencies ofNanos(long[] nanos) {
        return new Latencies(
                Arrays.stream(nanos).mapToDouble(each -> each / 1e6).sorted().toArray());
    }

    boolean isEmpty() {
        return sorted.length == 0;
    }

    /** The smallest latency that at least that part of all does not exceed; 0 where there is none. */
    double percentile(double percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    double max() {
        return percentile(100);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
