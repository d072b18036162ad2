package org.httpca.signer.publication;

import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers of what is published, table {@code publication_number}. The larger of last + 1 and the time in milliseconds: they
 * only grow, also after a restore from an older back-up, and so the web side can tell what is late.
 */
public final class PublicationNumbers {
    private final JdbcTemplate jdbc;
    private final Clock clock;

    public PublicationNumbers(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The next number of this kind, in the caller's transaction. */
    public long next(String kind) {
        Long number = jdbc.queryForObject(
                "INSERT INTO publication_number AS p (kind, number) VALUES (?, ?)"
                        + " ON CONFLICT (kind) DO UPDATE SET number = greatest(p.number + 1, excluded.number)"
                        + " RETURNING number",
                Long.class,
                kind,
                clock.millis());
        if (number == null) {
            throw new IllegalStateException("No number for " + kind);
        }
        return number;
    }
}
