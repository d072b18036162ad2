package org.httpca.worker.accept;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RevokeCertificate;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.crl.SignedCrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Compares a whole CRL with what was said of its issuer's certificates. Words get lost, with a broker's queues or where one of the two
 * databases is restored from an older copy. What is listed counts; what is not listed, and was said to be revoked, is said to the signer
 * again: it knows better, or has lost it. What changed about when the CRL was made is left alone.
 */
public final class ListedRevocations {
    private static final Logger LOG = LoggerFactory.getLogger(ListedRevocations.class);

    /**
     * Milliseconds. Numbers of CRLs and revisions of words are times of the signer; a word that is said while a CRL is made may be older
     * than that CRL and not in it.
     */
    private static final long MARGIN = 60_000;

    /** At a time; the next CRL, or the same one when it is published again, brings more. */
    private static final int MOST = 200;

    /** In place of a token's name, where an administrator had ordered it. */
    private static final String PRINCIPAL = "worker:crl";

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final UuidSource ids;

    public ListedRevocations(JdbcTemplate jdbc, Outbox outbox, UuidSource ids) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** @param command what had asked for it, as it was sent; null if it was no command */
    private record Unlisted(
            String serial,
            RevocationReason reason,
            Instant at,
            @Nullable String command) {}

    /** In the transaction that stores the CRL. */
    void compare(String issuer, long number, SignedCrl crl) {
        long settled = number - MARGIN;
        Learning learning = new Learning(jdbc, issuer, settled);
        List<String> missing = new ArrayList<>();
        new Merged(jdbc, issuer, settled, crl).compare(learning::add, serial -> {
            if (missing.size() < MOST) {
                missing.add(serial);
            }
        });
        int learnt = learning.end();
        if (learnt > 0) {
            LOG.warn(
                    "CRL {} of {} lists {} certificates of which something else was known, or nothing.",
                    number,
                    issuer,
                    learnt);
        }
        if (!missing.isEmpty()) {
            say(issuer, number, crl.thisUpdate(), unlisted(issuer, missing));
        }
    }

    private void say(String issuer, long number, Instant thisUpdate, List<Unlisted> unlisted) {
        Map<String, Outgoing> again = new LinkedHashMap<>();
        for (Unlisted each : unlisted) {
            if (each.command() == null && each.reason() == RevocationReason.CERTIFICATE_HOLD) {
                released(issuer, each.serial(), number - MARGIN, thisUpdate);
            } else {
                again.put("revocation/" + issuer + "/" + each.serial(), said(issuer, each));
            }
        }
        outbox.putUnlessWaiting(again);
        LOG.warn(
                "CRL {} of {} misses {} certificates that were said to be revoked: {} are said again.",
                number,
                issuer,
                unlisted.size(),
                again.size());
    }

    private List<Unlisted> unlisted(String issuer, List<String> serials) {
        return jdbc.query(
                """
                SELECT r.serial, r.reason, r.at, asked.command FROM revocation r
                LEFT JOIN LATERAL (
                    SELECT q.command FROM revocation_request q
                    WHERE q.issuer = r.issuer AND q.serial = r.serial AND q.reason = r.reason AND q.problem IS NULL
                    ORDER BY q.requested_at DESC LIMIT 1) asked ON true
                WHERE r.issuer = ? AND r.serial = ANY (?) ORDER BY r.revision
                """,
                statement -> {
                    statement.setString(1, issuer);
                    statement.setArray(2, statement.getConnection().createArrayOf("text", serials.toArray()));
                },
                (row, index) -> new Unlisted(
                        row.getString("serial"),
                        RevocationReason.ofLabel(row.getString("reason")).orElse(RevocationReason.UNSPECIFIED),
                        row.getTimestamp("at").toInstant(),
                        row.getString("command")));
    }

    /** Only an administrator releases a hold that an administrator ordered; the word about it is lost. */
    private void released(String issuer, String serial, long revision, Instant at) {
        jdbc.update(
                "UPDATE revocation SET reason = NULL, at = ?, revision = ? WHERE issuer = ? AND serial = ? AND revision < ?",
                at.atOffset(ZoneOffset.UTC),
                revision,
                issuer,
                serial,
                revision);
    }

    /** With the time of then: where the signer knows of something later, it is late, and the answer says what is so. */
    private Outgoing said(String issuer, Unlisted unlisted) {
        if (unlisted.command() != null) {
            return new Outgoing(ids.get(), MessageType.REVOKE_CERTIFICATE, unlisted.command());
        }
        UUID id = ids.get();
        RevokeCertificate command = new RevokeCertificate(
                id, issuer, unlisted.serial(), unlisted.reason(), PRINCIPAL, "", id.toString(), unlisted.at());
        return new Outgoing(ids.get(), MessageType.REVOKE_CERTIFICATE, MessageJson.write(command));
    }
}
