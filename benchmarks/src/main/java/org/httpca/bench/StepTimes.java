package org.httpca.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each step of each order took. For many threads. */
final class StepTimes {
    private final Map<AcmeStep, Collection<Long>> nanos = new EnumMap<>(AcmeStep.class);

    StepTimes() {
        for (AcmeStep step : AcmeStep.values()) {
            nanos.put(step, new ConcurrentLinkedQueue<>());
        }
    }

    /** Something that takes time. */
    interface Timed<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Steps that fail are not counted: the order is. */
    <T> T take(AcmeStep step, Timed<T> timed) throws IOException, InterruptedException {
        long began = System.nanoTime();
        T result = timed.run();
        nanos.getOrDefault(step, new ConcurrentLinkedQueue<>()).add(System.nanoTime() - began);
        return result;
    }

    /** By the steps' words, in their order. */
    Map<String, Latencies> latencies() {
        Map<String, Latencies> all = new LinkedHashMap<>();
        nanos.forEach((step, times) -> all.put(
                step.word(),
                Latencies.ofNanos(times.stream().mapToLong(Long::longValue).toArray())));
        return all;
    }
}
