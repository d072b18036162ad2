package org.httpca.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.cert.X509CertificateHolder;

/** One measurement: certificates of our own, then each kind of search, one after the other. */
final class SearchRun {

    /**
     * What is asked for.
     *
     * @param requests of each kind, after as many that do not count
     * @param certificates that are searched for
     */
    record Order(int requests, int warmUp, int concurrency, int certificates) {
        String words() {
            return concurrency + " clients, for " + certificates + " certificates, after a warm-up of " + warmUp;
        }
    }

    /** What came of it. */
    record Result(Map<SearchKind, OcspLoad.Outcome> kinds, Map<String, Object> environment) {
        boolean isClean() {
            return kinds.values().stream().allMatch(outcome -> outcome.lost() == 0);
        }
    }

    private final Order order;
    private final Clock clock;
    private final SecureRandom random;
    private final Stop stop;
    private final Surroundings surroundings;

    SearchRun(Order order, Clock clock, SecureRandom random, Stop stop, Surroundings surroundings) {
        this.order = order;
        this.clock = clock;
        this.random = random;
        this.stop = stop;
        this.surroundings = surroundings;
    }

    Result of(Installation installation, String yardstick) throws IOException, InterruptedException {
        List<X509CertificateHolder> certificates = IssuedForIt.by(
                        installation, order.certificates(), order.concurrency(), random, stop)
                .certificates();
        Map<String, Object> environment = new LinkedHashMap<>(Machine.facts());
        environment.put("yardstick", yardstick);
        environment.putAll(installation.facts());
        environment.put("load", order.words());
        environment.put("startedAt", clock.instant().toString());
        SearchLoad load = new SearchLoad(installation.door(), order.concurrency(), stop);
        Map<SearchKind, OcspLoad.Outcome> kinds = new EnumMap<>(SearchKind.class);
        // all of them first: what is measured is not how the compilers got on from kind to kind
        carry("warming up", load, certificates, order.warmUp(), new EnumMap<>(SearchKind.class));
        CpuTimes times = CpuTimes.now(installation.process());
        carry("searching", load, certificates, order.requests(), kinds);
        environment.put("cpuTime", CpuTimes.now(installation.process()).since(times));
        return new Result(kinds, environment);
    }

    private void carry(
            String what,
            SearchLoad load,
            List<X509CertificateHolder> certificates,
            int requests,
            Map<SearchKind, OcspLoad.Outcome> outcomes)
            throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        int all = requests * SearchKind.values().length;
        try (Progress shown = Progress.show(surroundings, what, all, done::get)) {
            for (SearchKind kind : SearchKind.values()) {
                outcomes.put(kind, load.carry(kind, certificates, requests, done));
                stop.check();
            }
        }
    }
}
