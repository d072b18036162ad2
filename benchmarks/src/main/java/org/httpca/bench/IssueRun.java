package org.httpca.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.bench.Outcome.Kind;

/** One measurement: a first request by itself, the warm-up, the measured part, and then the look at every certificate. */
final class IssueRun {

    /**
     * What is asked for.
     *
     * @param warmUp how many requests go before, at least one, which count for nothing
     * @param concurrency clients
     * @param batch how many requests one call submits
     */
    record Order(int requests, int warmUp, int concurrency, int batch, KeyKind key) {

        int applicants() {
            return warmUp + requests;
        }

        String words() {
            return concurrency + " clients, " + key.name().toLowerCase(Locale.ROOT) + " keys, "
                    + (batch == 1 ? "each request by itself" : "batches of " + batch) + ", after a warm-up of "
                    + warmUp;
        }
    }

    private final Order order;
    private final Clock clock;
    private final Stop stop;
    private final Surroundings surroundings;

    IssueRun(Order order, Clock clock, Stop stop, Surroundings surroundings) {
        this.order = order;
        this.clock = clock;
        this.stop = stop;
        this.surroundings = surroundings;
    }

    /**
     * Measures.
     *
     * @param applicants those of the warm-up, then those that count
     * @param yardstick how fast the machine was just before
     * @throws IOException with what to do, if the installation does not issue at all
     */
    Report of(Installation installation, List<Applicant> applicants, String yardstick)
            throws IOException, InterruptedException {
        Door door = installation.door();
        Trust trust = Trust.of(door);
        first(door, trust, applicants.get(0));
        carry(door, "warming up", applicants.subList(1, order.warmUp()));
        stop.check();

        Map<String, Object> environment = new LinkedHashMap<>(Machine.facts());
        environment.put("yardstick", yardstick);
        environment.putAll(installation.facts());
        environment.put("load", order.words());
        environment.put("startedAt", clock.instant().toString());
        String load = Machine.load();
        CpuTimes before = CpuTimes.now(installation.process());
        List<Outcome> outcomes = carry(door, "issuing", applicants.subList(order.warmUp(), applicants.size()));
        environment.put("cpuTime", CpuTimes.now(installation.process()).since(before));
        environment.put("loadAverage", load + " before, " + Machine.load() + " after");
        return new Report(checked(outcomes, trust), environment);
    }

    /** Whether it issues at all is found out with one request, and not with thousands. */
    private void first(Door door, Trust trust, Applicant applicant) throws IOException {
        Outcome outcome = new Load(door, 1, 1, stop).carryOne(applicant);
        stop.check();
        if (outcome.reason().contains("waiting-for-approval")) {
            throw new IOException("the installation does not sign " + applicant.name()
                    + " without approval: start it with " + "--httpca.policy.autosign='*." + Applicant.DOMAIN + "'");
        }
        if (outcome.kind() != Kind.ISSUED) {
            throw new IOException("the first request was not issued: " + outcome.reason());
        }
        try {
            trust.check(outcome.fullchain(), applicant, Date.from(clock.instant()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the first certificate does not hold: " + e.getMessage(), e);
        }
    }

    private List<Outcome> carry(Door door, String what, List<Applicant> applicants) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, what, applicants.size(), done::get)) {
            return new Load(door, order.concurrency(), order.batch(), stop).carry(applicants, done);
        }
    }

    private Checked checked(List<Outcome> outcomes, Trust trust) {
        AtomicInteger looked = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, "checking every certificate", outcomes.size(), looked::get)) {
            return Checked.of(outcomes, trust, Date.from(clock.instant()), looked);
        }
    }
}
