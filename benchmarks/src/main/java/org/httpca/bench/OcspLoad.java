package org.httpca.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the same over and over, by so many clients at a time, each with a connection of its own. */
final class OcspLoad {
    private final URI url;
    private final int concurrency;
    private final Stop stop;

    OcspLoad(URI url, int concurrency, Stop stop) {
        this.url = url;
        this.concurrency = concurrency;
        this.stop = stop;
    }

    /**
     * What came of it.
     *
     * @param lost requests without an answer that says whether a certificate is good
     */
    record Outcome(int requests, int lost, double seconds, Latencies latencies, List<String> reasons) {
        double perSecond() {
            return seconds == 0 ? 0 : (requests - lost) / seconds;
        }

        Map<String, Object> json() {
            Map<String, Object> latency = new LinkedHashMap<>();
            latency.put("p50", rounded(latencies.percentile(50)));
            latency.put("p95", rounded(latencies.percentile(95)));
            latency.put("p99", rounded(latencies.percentile(99)));
            latency.put("max", rounded(latencies.max()));
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("requests", requests);
            all.put("answers", requests - lost);
            all.put("lost", lost);
            all.put("seconds", rounded(seconds));
            all.put("perSecond", rounded(perSecond()));
            all.put("latencyMs", latency);
            return all;
        }

        String words() {
            return String.format(
                    Locale.ROOT,
                    "%.0f a second (%d answers, %d lost, %.1f s; ms: p50 %.1f, p95 %.1f, p99 %.1f, max %.1f)",
                    perSecond(),
                    requests - lost,
                    lost,
                    seconds,
                    latencies.percentile(50),
                    latencies.percentile(95),
                    latencies.percentile(99),
                    latencies.max());
        }

        private static double rounded(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }

    /**
     * Sends so many, the calls in their order and again from the first.
     *
     * @param calls as {@link OcspDoor#get} makes them
     */
    Outcome carry(List<byte[]> calls, int requests, AtomicInteger done) throws InterruptedException {
        long[] nanos = new long[requests];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();
        Runnable client = () -> {
            try (OcspDoor door = new OcspDoor(url)) {
                for (int at = next.getAndIncrement(); at < requests && !stop.isAsked(); at = next.getAndIncrement()) {
                    long begin = System.nanoTime();
                    byte[] answer = door.ask(calls.get(at % calls.size()));
                    nanos[at] = System.nanoTime() - begin;
                    if (!OcspQuestions.looksGood(answer)) {
                        lost.incrementAndGet();
                    }
                    done.incrementAndGet();
                }
            } catch (IOException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        };
        List<Thread> clients = new ArrayList<>();
        long begin = System.nanoTime();
        int before = done.get();
        for (int i = 1; i <= concurrency; i++) {
            Thread thread = new Thread(client, "ocsp-client-" + i);
            thread.start();
            clients.add(thread);
        }
        for (Thread thread : clients) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        int unanswered = requests - (done.get() - before);
        return new Outcome(
                requests,
                lost.get() + unanswered,
                seconds,
                Latencies.ofNanos(Arrays.stream(nanos).filter(each -> each > 0).toArray()),
                reasons.stream().distinct().toList());
    }
}
