package org.httpca.worker.management;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what the signer said and how long that took since the submission, and what came of challenge checks. */
public final class Outcomes {
    private final MeterRegistry registry;

    public Outcomes(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A final word about a request.
     *
     * @param outcome issued, rejected or withdrawn
     * @param since the submission
     */
    public void count(String outcome, Duration since) {
        Timer.builder("httpca.request.latency")
                .description("From the submission of a request to its outcome")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofDays(7))
                .register(registry)
                .record(since.isNegative() ? Duration.ZERO : since);
    }

    /**
     * A check of a challenge.
     *
     * @param outcome valid, invalid, or again
     * @param took by itself
     */
    public void countCheck(String method, String outcome, Duration took) {
        Timer.builder("httpca.acme.check")
                .description("Checks of ACME challenges, by their methods and outcomes")
                .tag("method", method)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }
}
