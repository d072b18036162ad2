package org.httpca.worker.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The worker's door to the table {@code notice}. */
final class Notices {
    private final JdbcTemplate jdbc;

    Notices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The notice; empty if there was one already. */
    Optional<Notice> add(EndingCertificate certificate, Duration ahead, Instant now) {
        return jdbc
                .query(
                        """
                        INSERT INTO notice (issuer, serial, ahead_seconds, subject, identifiers, sha256, not_after, profile, requested_by,
                            email, made_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (issuer, serial, ahead_seconds) DO NOTHING
                        RETURNING *
                        """,
                        (row, n) -> notice(row),
                        certificate.issuer(),
                        certificate.serial(),
                        ahead.toSeconds(),
                        certificate.subject(),
                        certificate.identifiers().toArray(String[]::new),
                        certificate.sha256(),
                        certificate.notAfter().atOffset(ZoneOffset.UTC),
                        certificate.profile(),
                        certificate.principal(),
                        certificate.email(),
                        now.atOffset(ZoneOffset.UTC))
                .stream()
                .findFirst();
    }

    /** Those that first end first. */
    List<Notice> of(UUID messageId) {
        return jdbc.query(
                "SELECT n.* FROM notice_in_message m JOIN notice n USING (number) WHERE m.message_id = ? ORDER BY n.not_after, n.number",
                (row, n) -> notice(row),
                messageId);
    }

    /** Forgets up to so many whose certificate has ended before. */
    int forget(Instant endedBefore, int most) {
        return jdbc.update(
                "DELETE FROM notice WHERE number IN (SELECT number FROM notice WHERE not_after < ? ORDER BY not_after LIMIT ?)",
                endedBefore.atOffset(ZoneOffset.UTC),
                most);
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getLong("number"),
                row.getString("issuer"),
                row.getString("serial"),
                Duration.ofSeconds(row.getLong("ahead_seconds")),
                row.getString("subject"),
                List.of((String[]) row.getArray("identifiers").getArray()),
                row.getString("sha256"),
                row.getObject("not_after", OffsetDateTime.class).toInstant(),
                row.getString("profile"),
                row.getString("requested_by"),
                row.getString("email"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}
