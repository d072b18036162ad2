package org.httpca.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.SerialNumbers;

/** Searches over and over, by so many clients at a time. */
final class SearchLoad {
    private static final int REASONS = 8;

    private final Door door;
    private final int concurrency;
    private final Stop stop;

    SearchLoad(Door door, int concurrency, Stop stop) {
        this.door = door;
        this.concurrency = concurrency;
        this.stop = stop;
    }

    /** So many of a kind, for one certificate after the other; lost is what does not find what it must. */
    OcspLoad.Outcome carry(SearchKind kind, List<X509CertificateHolder> certificates, int requests, AtomicInteger done)
            throws InterruptedException {
        List<String> queries = certificates.stream().map(kind::query).toList();
        List<String> serials = certificates.stream()
                .map(one -> SerialNumbers.hex(one.getSerialNumber()))
                .toList();
        long[] nanos = new long[requests];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger found = new AtomicInteger();
        ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();
        Runnable client = () -> {
            for (int at = next.getAndIncrement(); at < requests && !stop.isAsked(); at = next.getAndIncrement()) {
                int which = at % queries.size();
                long begin = System.nanoTime();
                try {
                    List<String> page = door.search(queries.get(which));
                    nanos[at] = System.nanoTime() - begin;
                    if (kind.isExact() ? page.contains(serials.get(which)) : !page.isEmpty()) {
                        found.incrementAndGet();
                    } else {
                        reasons.add(kind.word() + ": what was issued is not found");
                    }
                } catch (IOException e) {
                    reasons.add(kind.word() + ": " + e.getMessage());
                }
                done.incrementAndGet();
            }
        };
        long begin = System.nanoTime();
        List<Thread> clients = new ArrayList<>();
        for (int i = 1; i <= concurrency; i++) {
            Thread thread = new Thread(client, "search-client-" + i);
            thread.start();
            clients.add(thread);
        }
        for (Thread thread : clients) {
            thread.join();
        }
        return new OcspLoad.Outcome(
                requests,
                requests - found.get(),
                (System.nanoTime() - begin) / 1e9,
                Latencies.ofNanos(Arrays.stream(nanos).filter(each -> each > 0).toArray()),
                reasons.stream().distinct().limit(REASONS).toList());
    }
}
