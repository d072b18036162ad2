package org.httpca.worker.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Goes through the certificates by their ends, once for each time ahead, along the index {@code certificate_not_after}: of five million it reads
 * those whose end came near since the last time. How far it got is in {@code notice_progress}.
 */
final class EndingCertificates {
    static final String STRETCH = """
            SELECT c.number, c.issuer, c.serial, c.subject, c.identifiers, c.sha256, c.not_before, c.not_after,
                (SELECT min(n) FROM certificate_names(c.subject, c.identifiers) AS n) AS name,
                EXISTS (SELECT 1 FROM revocation r WHERE r.issuer = c.issuer AND r.serial = c.serial AND r.reason IS NOT NULL) AS revoked,
                q.profile, q.principal, q.command
            FROM (SELECT * FROM certificate WHERE (not_after, number) > (?, ?) AND not_after <= ?
                ORDER BY not_after, number LIMIT ?) c
            LEFT JOIN LATERAL (SELECT profile, principal, command FROM request WHERE id = c.request_id LIMIT 1) q ON true
            ORDER BY c.not_after, c.number
            """;

    private final JdbcTemplate jdbc;

    EndingCertificates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A place in the index. */
    record Place(Instant notAfter, long number) {
        /** Behind all that end then. */
        static Place after(Instant notAfter) {
            return new Place(notAfter, Long.MAX_VALUE);
        }

        boolean isAfter(Place other) {
            int order = notAfter.compareTo(other.notAfter);
            return order > 0 || (order == 0 && number > other.number);
        }
    }

    List<EndingCertificate> between(Place from, Instant to, int most) {
        return jdbc.query(
                STRETCH, (row, n) -> EndingCertificate.of(row), utc(from.notAfter()), from.number(), utc(to), most);
    }

    Optional<Place> progress(Duration ahead) {
        return jdbc
                .query(
                        "SELECT not_after, number FROM notice_progress WHERE ahead_seconds = ?",
                        (row, n) ->
                                new Place(row.getObject(1, OffsetDateTime.class).toInstant(), row.getLong(2)),
                        ahead.toSeconds())
                .stream()
                .findFirst();
    }

    void progress(Duration ahead, Place place) {
        jdbc.update("""
                INSERT INTO notice_progress (ahead_seconds, not_after, number) VALUES (?, ?, ?)
                ON CONFLICT (ahead_seconds) DO UPDATE SET not_after = excluded.not_after, number = excluded.number
                """, ahead.toSeconds(), utc(place.notAfter()), place.number());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
