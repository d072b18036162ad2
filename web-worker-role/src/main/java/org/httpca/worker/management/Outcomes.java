package org.httpca.worker.management;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts what the signer said, and how long that took since the submission. */
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
}
