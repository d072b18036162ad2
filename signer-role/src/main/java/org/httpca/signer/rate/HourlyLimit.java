package org.httpca.signer.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.signer.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of the web side's will is done in an hour, counted in the database, by all signers together. */
public final class HourlyLimit {
    private static final Logger LOG = LoggerFactory.getLogger(HourlyLimit.class);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration TOLD_FOR = Duration.ofMinutes(2);

    /** What was done already. */
    @FunctionalInterface
    public interface Done {
        /** How much since then; no more than so much is counted. */
        int since(Instant since, int atMost);
    }

    private final Done done;
    private final int perHour;
    private final String event;
    private final String sentence;
    private final AuditLog audit;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> reached = new AtomicReference<>();

    /**
     * @param event what the audit log calls it when the limit is reached
     * @param sentence what operators are told then
     */
    public HourlyLimit(Done done, int perHour, String event, String sentence, AuditLog audit, Clock clock) {
        this.done = done;
        this.perHour = perHour;
        this.event = event;
        this.sentence = sentence;
        this.audit = audit;
        this.clock = clock;
    }

    /** How much there is room for, in the current transaction. */
    public int room() {
        return perHour - done.since(clock.instant().minus(WINDOW), perHour);
    }

    /** There was none for these. Audited once when it begins. */
    public void exceeded(String stage, int left) {
        Instant now = clock.instant();
        Instant before = reached.getAndSet(now);
        if (before == null || now.isAfter(before.plus(TOLD_FOR))) {
            LOG.warn("{} {} wait.", sentence, left);
            audit.record(stage, event, null, Map.of("limit", String.valueOf(perHour)));
        }
    }

    /** A sentence while it is so. */
    public List<String> alarms() {
        Instant last = reached.get();
        return last != null && clock.instant().isBefore(last.plus(TOLD_FOR)) ? List.of(sentence) : List.of();
    }
}
