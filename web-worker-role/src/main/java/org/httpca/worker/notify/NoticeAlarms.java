package org.httpca.worker.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the status page says of notices that do not arrive. It is for everybody: no address and no reason stands there. */
final class NoticeAlarms {
    /** How long what was given up is an alarm. */
    private static final Duration TOLD = Duration.ofDays(7);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String[] channels;

    /** @param channels the names of those of the settings: what waits for another one is tried by nobody */
    NoticeAlarms(JdbcTemplate jdbc, Clock clock, Collection<String> channels) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.channels = channels.toArray(String[]::new);
    }

    List<String> now() {
        List<String> alarms = new ArrayList<>();
        jdbc.query(
                """
                SELECT channel, min(tried_at) FROM notice_message WHERE due_at IS NOT NULL AND attempts >= 3
                AND channel = ANY (?::text[]) GROUP BY channel ORDER BY channel
                """,
                row -> {
                    alarms.add("Notices by " + row.getString(1) + " have failed since "
                            + row.getObject(2, OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.SECONDS)
                            + " and are tried again; see the workers' logs.");
                },
                (Object) channels);
        jdbc.query(
                """
                SELECT channel, count(*) FROM notice_message WHERE state = 'given-up' AND ended_at > ?
                AND channel = ANY (?::text[]) GROUP BY channel ORDER BY channel
                """,
                row -> {
                    alarms.add(row.getLong(2) + " message(s) with notices by " + row.getString(1)
                            + " were given up in the last week; see the workers' logs.");
                },
                clock.instant().minus(TOLD).atOffset(ZoneOffset.UTC),
                channels);
        return alarms;
    }
}
