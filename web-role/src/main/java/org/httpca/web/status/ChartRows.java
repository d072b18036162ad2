package org.httpca.web.status;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.httpca.database.DatabaseTimeouts;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts for the charts. Each reads what it counts and little more, along an index, with five million certificates too: those that begin in a span
 * of time are in neighbouring blocks (BRIN, {@code certificate_not_before}), those that end in one are in a stretch of
 * {@code certificate_not_after}, and open requests have a partial index. A count that takes too long is given up.
 */
final class ChartRows {
    /** One core at most, and never for long: whoever issues shares the database. */
    static final String SETTINGS = "set local statement_timeout = '3s'; set local max_parallel_workers_per_gather = 0;"
            + " set local jit = off";

    static final String ISSUED = "select count(*) from certificate where not_before >= ? and not_before < ?";

    static final String EXPIRING = """
            select count(*) from certificate c where c.not_after >= ? and c.not_after < ? and not exists
                (select 1 from revocation r where r.issuer = c.issuer and r.serial = c.serial and r.reason is not null)""";

    private static final String WAITING = """
            select case when submitted_at > ? then 0 when submitted_at > ? then 1 when submitted_at > ? then 2
                when submitted_at > ? then 3 else 4 end, count(*)
            from request where announce_at is not null group by 1""";

    private static final List<Duration> LIMITS =
            List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    ChartRows(JdbcClient jdbc, TransactionTemplate reading) {
        this.jdbc = jdbc;
        this.reading = reading;
    }

    /** How many certificates begin then; empty where there are too many to be counted. */
    Optional<Long> issued(Instant from, Instant to) {
        return count(ISSUED, from, to);
    }

    /** How many end then that are good until they do; empty where there are too many to be counted. */
    Optional<Long> expiring(Instant from, Instant to) {
        return count(EXPIRING, from, to);
    }

    private Optional<Long> count(String sql, Instant from, Instant to) {
        try {
            return Optional.ofNullable(reading.execute(status -> {
                jdbc.sql(SETTINGS).update();
                return jdbc.sql(sql)
                        .params(Timestamp.from(from), Timestamp.from(to))
                        .query(Long.class)
                        .single();
            }));
        } catch (DataAccessException e) {
            if (DatabaseTimeouts.isGivenUp(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** By the places of {@link ChartsView#AGES}. */
    Map<Integer, Long> waiting(Instant now) {
        Map<Integer, Long> counts = new HashMap<>();
        reading.executeWithoutResult(status -> {
            jdbc.sql(SETTINGS).update();
            jdbc.sql(WAITING)
                    .params(LIMITS.stream()
                            .map(age -> Timestamp.from(now.minus(age)))
                            .toList())
                    .query(row -> {
                        counts.put(row.getInt(1), row.getLong(2));
                    });
        });
        return counts;
    }
}
