package org.httpca.worker.accept;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.httpca.message.CertificateEvent;
import org.httpca.message.CertificateReleased;
import org.httpca.message.CertificateRevoked;
import org.httpca.message.MessageJson;
import org.httpca.message.RevocationRefused;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the signer says of certificates after they were issued. The greatest revision wins; a word that names a wish answers it, also
 * where it is not what was wished: the wish was late.
 */
public final class RevocationWords {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationWords.class);

    /** Rows are locked in this order by every worker. */
    private static final Comparator<CertificateEvent> ORDER = Comparator.comparing(CertificateEvent::issuer)
            .thenComparing(CertificateEvent::serial)
            .thenComparing(CertificateEvent::revision);

    private final JdbcTemplate jdbc;

    public RevocationWords(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void accept(List<CertificateEvent> events) {
        events.stream().sorted(ORDER).forEach(this::accept);
    }

    private void accept(CertificateEvent event) {
        if (event instanceof CertificateRevoked revoked) {
            accept(event, revoked.reason(), revoked.revokedAt());
        } else if (event instanceof CertificateReleased released) {
            accept(event, null, released.releasedAt());
        }
    }

    private void accept(CertificateEvent event, @Nullable RevocationReason now, Instant at) {
        int rows = jdbc.update(
                """
                INSERT INTO revocation (issuer, serial, revision, reason, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (issuer, serial) DO UPDATE
                SET revision = excluded.revision, reason = excluded.reason, at = excluded.at
                WHERE revocation.revision < excluded.revision
                """,
                event.issuer(),
                event.serial(),
                event.revision(),
                now == null ? null : now.label(),
                at.atOffset(ZoneOffset.UTC));
        if (event.revocationId() != null) {
            jdbc.update(
                    "UPDATE revocation_request SET announce_at = NULL WHERE id = ? AND announce_at IS NOT NULL",
                    event.revocationId());
        }
        if (rows == 1) {
            LOG.info(
                    "The signer said about certificate {} of {}: {}.",
                    event.serial(),
                    event.issuer(),
                    now == null ? "released" : "revoked for " + now.label());
        }
    }

    void refuse(RevocationRefused refused) {
        int rows = jdbc.update(
                "UPDATE revocation_request SET announce_at = NULL, problem = ? WHERE id = ? AND announce_at IS NOT NULL",
                MessageJson.mapper().writeValueAsString(refused.problem()),
                refused.revocationId());
        if (rows == 1) {
            LOG.info(
                    "The signer does not revoke certificate {} of {}: {}.",
                    refused.serial(),
                    refused.issuer(),
                    refused.problem().type().slug());
        }
    }
}
