package org.httpca.worker.notify;

import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether a certificate has been renewed: whether a request that was to replace it came to one, or whoever asked for it has a later one, with all
 * of its names and by the same profile; which ends later and is not revoked. Who renews with the certificate's key is nobody whom the requests know,
 * so that the request says what it replaces. Somebody else's certificate for the same names silences nobody's notices. The newest certificates with
 * one of its names are looked at, so many and no more: what is not found there is told of.
 */
final class Renewals {
    private static final int LOOKED_AT = 100;
    /** As much of it as the index takes: {@code certificate_requesters}. */
    private static final int INDEXED = 255;

    static final String RENEWED = """
            SELECT EXISTS (SELECT 1
            FROM (SELECT number FROM certificate_name WHERE name = ? AND (-number) < ? ORDER BY (-number) LIMIT ?) newer
            JOIN certificate c ON c.number = newer.number
            JOIN request q ON q.id = c.request_id
            WHERE c.not_after > ? AND c.identifiers @> ?::text[] AND (c.subject = ? OR cardinality(?::text[]) > 0)
                AND q.profile = ? AND q.principal IS NOT DISTINCT FROM ?
                AND (q.principal IS NOT NULL OR ?::text IS NULL
                    OR EXISTS (SELECT 1 FROM certificate_requester r WHERE r.requester = ? AND r.number = c.number))
                AND NOT EXISTS (SELECT 1 FROM revocation r
                    WHERE r.issuer = c.issuer AND r.serial = c.serial AND r.reason IS NOT NULL))
            """;

    static final String REPLACED = """
            SELECT EXISTS (SELECT 1 FROM replacement p JOIN certificate c ON c.request_id = p.request_id
            WHERE p.issuer = ? AND p.serial = ? AND c.not_after > ?
                AND NOT EXISTS (SELECT 1 FROM revocation r
                    WHERE r.issuer = c.issuer AND r.serial = c.serial AND r.reason IS NOT NULL))
            """;

    private final JdbcTemplate jdbc;

    Renewals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean has(EndingCertificate certificate) {
        return isReplaced(certificate) || isAskedForAnew(certificate);
    }

    private boolean isReplaced(EndingCertificate certificate) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                REPLACED,
                Boolean.class,
                certificate.issuer(),
                certificate.serial(),
                certificate.notAfter().atOffset(ZoneOffset.UTC)));
    }

    private boolean isAskedForAnew(EndingCertificate certificate) {
        if (certificate.name() == null || certificate.profile() == null) {
            return false;
        }
        String[] identifiers = certificate.identifiers().toArray(String[]::new);
        String email = certificate.email() == null ? null : indexed(certificate.email());
        return Boolean.TRUE.equals(jdbc.queryForObject(
                RENEWED,
                Boolean.class,
                certificate.name(),
                -certificate.number(),
                LOOKED_AT,
                certificate.notAfter().atOffset(ZoneOffset.UTC),
                identifiers,
                certificate.subject(),
                identifiers,
                certificate.profile(),
                certificate.principal(),
                email,
                email));
    }

    private static String indexed(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.substring(
                0, lower.offsetByCodePoints(0, Math.min(INDEXED, lower.codePointCount(0, lower.length()))));
    }
}
