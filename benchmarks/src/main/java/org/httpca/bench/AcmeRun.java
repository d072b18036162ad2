package org.httpca.bench;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.bench.Outcome.Kind;

/** One measurement of full ACME orders: accounts, a first order by itself, the warm-up, the measured part, the look at every certificate. */
final class AcmeRun {

    /**
     * What is asked for.
     *
     * @param warmUp how many orders go before, at least one, which count for nothing
     * @param clients each with an account of its own
     * @param key of the accounts
     * @param pollMillis how long a client waits before it looks again; negative: as Retry-After says
     */
    record Plan(int orders, int warmUp, int clients, KeyKind key, long pollMillis) {

        int applicants() {
            return warmUp + orders;
        }

        String words() {
            return clients + (clients == 1 ? " client, " : " clients, ")
                    + key.name().toLowerCase(Locale.ROOT)
                    + " account keys, http-01, "
                    + (pollMillis < 0
                            ? "looking again as Retry-After says"
                            : "looking again after " + pollMillis + " ms")
                    + ", after a warm-up of " + warmUp;
        }
    }

    private final Plan plan;
    private final Clock clock;
    private final SecureRandom random;
    private final Stop stop;
    private final Surroundings surroundings;

    AcmeRun(Plan plan, Clock clock, SecureRandom random, Stop stop, Surroundings surroundings) {
        this.plan = plan;
        this.clock = clock;
        this.random = random;
        this.stop = stop;
        this.surroundings = surroundings;
    }

    /** @throws IOException with what to do, if no order comes to its end at all */
    Report of(Installation installation, Http01Responder responder, List<Applicant> applicants, String yardstick)
            throws IOException, InterruptedException {
        Trust trust = Trust.of(installation.door());
        AtomicInteger badNonces = new AtomicInteger();
        List<AcmeClient> clients = clients(installation.url(), badNonces);
        first(clients.get(0), responder, applicants.get(0));
        carry(clients, responder, new StepTimes(), "warming up", applicants.subList(1, plan.warmUp()));
        stop.check();

        Map<String, Object> environment = new LinkedHashMap<>(Machine.facts());
        environment.put("yardstick", yardstick);
        environment.putAll(installation.facts());
        environment.put("load", plan.words());
        environment.put("startedAt", clock.instant().toString());
        String load = Machine.load();
        StepTimes times = new StepTimes();
        badNonces.set(0);
        CpuTimes before = CpuTimes.now(installation.process());
        List<Outcome> outcomes =
                carry(clients, responder, times, "ordering", applicants.subList(plan.warmUp(), applicants.size()));
        environment.put("cpuTime", CpuTimes.now(installation.process()).since(before));
        environment.put("loadAverage", load + " before, " + Machine.load() + " after");
        environment.put("badNonces", badNonces.get());
        return new Report("orders", checked(outcomes, trust), times.latencies(), environment);
    }

    private List<AcmeClient> clients(URI url, AtomicInteger badNonces) throws IOException {
        URI directory = (url.getPath().endsWith("/") ? url : URI.create(url + "/")).resolve("acme/directory");
        List<AcmeClient> clients = new ArrayList<>();
        for (int i = 0; i < plan.clients(); i++) {
            stop.check();
            clients.add(AcmeClient.register(directory, AccountSigner.make(plan.key(), random), badNonces));
        }
        return clients;
    }

    /** Whether it issues at all is found out with one order, and not with hundreds. */
    private void first(AcmeClient client, Http01Responder responder, Applicant applicant)
            throws IOException, InterruptedException {
        List<Outcome> outcomes = new AcmeLoad(List.of(client), responder, plan.pollMillis(), new StepTimes(), stop)
                .carry(List.of(applicant), new AtomicInteger());
        stop.check();
        Outcome outcome = outcomes.get(0);
        if (outcome.kind() != Kind.ISSUED) {
            throw new IOException("the first order was not fulfilled: " + outcome.reason());
        }
    }

    private List<Outcome> carry(
            List<AcmeClient> clients,
            Http01Responder responder,
            StepTimes times,
            String what,
            List<Applicant> applicants)
            throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, what, applicants.size(), done::get)) {
            return new AcmeLoad(clients, responder, plan.pollMillis(), times, stop).carry(applicants, done);
        }
    }

    private Checked checked(List<Outcome> outcomes, Trust trust) {
        AtomicInteger looked = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, "checking every certificate", outcomes.size(), looked::get)) {
            return Checked.of(outcomes, trust, Date.from(clock.instant()), looked);
        }
    }
}
