package org.httpca.signer.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.httpca.signer.audit.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps profiles to their limits. A request above one is put back, looked at again within a minute, and signed when there is
 * room; an alarm says so meanwhile. The counts are in the database, so that all signers share them and a restart forgets nothing.
 */
public final class IssuanceRates {

    /** How long a request that found no room rests; a limit that was raised is noticed as soon. */
    public static final Duration REST = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssuanceRates.class);

    private final IssuanceCounts counts;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<String, Instant> reached = new ConcurrentHashMap<>();

    public IssuanceRates(JdbcTemplate jdbc, AuditLog audit, Clock clock) {
        this.counts = new IssuanceCounts(jdbc);
        this.audit = audit;
        this.clock = clock;
    }

    /** For one transaction of the sign stage, which ends with {@link Room#store}. */
    public Room room(Instant now) {
        return new Room(counts, this, now);
    }

    /** What was reached just now, a sentence each. */
    public List<String> alarms() {
        Instant now = clock.instant();
        return reached.entrySet().stream()
                .filter(entry -> now.isBefore(entry.getValue().plus(REST).plus(REST)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Said once when it begins. @param sentence for people; names no principal */
    void reached(String sentence, Map<String, ?> detail, Instant now) {
        Instant before = reached.put(sentence, now);
        if (before == null || now.isAfter(before.plus(REST).plus(REST))) {
            LOG.warn("{} {}", sentence, detail);
            audit.record("sign", "rate-limit-reached", null, detail);
        }
    }
}
