package org.httpca.forward.parked;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.httpca.envelope.EnvelopeVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code parked}. Takes part in the caller's transaction, and warns in the log. */
public final class Parked {
    private static final Logger LOG = LoggerFactory.getLogger(Parked.class);
    private static final int LONGEST_REASON = 1000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    public Parked(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Something received. Of a body beyond an envelope's greatest size only the beginning is kept. */
    public void incoming(String queue, String reason, byte[] body) {
        park("in", queue, reason, body);
    }

    /** Something that cannot be sent. */
    public void outgoing(String reason, byte[] body) {
        park("out", "outbox", reason, body);
    }

    /** How many rows are parked. */
    public long count() {
        Long count = jdbc.queryForObject("SELECT count(*) FROM parked", Long.class);
        return count == null ? 0 : count;
    }

    /** Text of unknown origin made fit for a log line and a text column: no control characters, not too long. */
    public static String clean(String reason) {
        String shortened = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        StringBuilder text = new StringBuilder(shortened.length());
        shortened.codePoints().forEach(c -> text.appendCodePoint(printable(c) ? c : '\uFFFD'));
        return text.toString();
    }

    private static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private void park(String direction, String queue, String reason, byte[] body) {
        String said = clean(reason);
        byte[] kept =
                body.length <= EnvelopeVerifier.MAX_BYTES ? body : Arrays.copyOf(body, EnvelopeVerifier.MAX_BYTES);
        jdbc.update(
                "INSERT INTO parked (parked_at, direction, queue, reason, body) VALUES (?, ?, ?, ?, ?)",
                clock.instant().atOffset(ZoneOffset.UTC),
                direction,
                queue,
                said,
                kept);
        LOG.warn("Parked ({}, {}): {}", direction, queue, said);
    }
}
