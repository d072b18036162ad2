package org.httpca.worker.accept;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RevokeCertificate;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.SerialNumbers;
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

    /**
     * What the CRL says, as three columns.
     *
     * @param at in ISO 8601
     */
    private record Entries(List<String> serials, List<String> reasons, List<String> at) {
        static Entries of(X509CRLHolder crl) {
            Entries entries = new Entries(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (Object each : crl.getRevokedCertificates()) {
                X509CRLEntryHolder entry = (X509CRLEntryHolder) each;
                entries.serials.add(SerialNumbers.hex(entry.getSerialNumber()));
                entries.reasons.add(reason(entry).label());
                entries.at.add(entry.getRevocationDate().toInstant().toString());
            }
            return entries;
        }

        private static RevocationReason reason(X509CRLEntryHolder entry) {
            Extension extension = entry.getExtension(Extension.reasonCode);
            return extension == null
                    ? RevocationReason.UNSPECIFIED
                    : RevocationReason.ofCode(CRLReason.getInstance(extension.getParsedValue())
                                    .getValue()
                                    .intValueExact())
                            .orElse(RevocationReason.UNSPECIFIED);
        }
    }

    /** @param command what had asked for it, as it was sent; null if it was no command */
    private record Unlisted(
            String serial,
            RevocationReason reason,
            Instant at,
            @Nullable String command) {}

    /** In the transaction that stores the CRL. */
    void compare(String issuer, long number, X509CRLHolder crl) {
        Entries entries = Entries.of(crl);
        Instant thisUpdate = crl.getThisUpdate().toInstant();
        long settled = number - MARGIN;
        int learnt = learn(issuer, settled, entries);
        if (learnt > 0) {
            LOG.warn("CRL {} of {} lists {} certificates of which another word was known.", number, issuer, learnt);
        }
        List<Unlisted> unlisted = unlisted(issuer, settled, thisUpdate, entries.serials());
        if (!unlisted.isEmpty()) {
            Map<String, Outgoing> again = new LinkedHashMap<>();
            for (Unlisted each : unlisted) {
                if (each.command() == null && each.reason() == RevocationReason.CERTIFICATE_HOLD) {
                    released(issuer, each.serial(), settled, thisUpdate);
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
    }

    private int learn(String issuer, long revision, Entries entries) {
        if (entries.serials().isEmpty()) {
            return 0;
        }
        return jdbc.update("""
                INSERT INTO revocation AS r (issuer, serial, revision, reason, at)
                SELECT ?, e.serial, ?, e.reason, e.at::timestamptz FROM unnest(?, ?, ?) AS e (serial, reason, at)
                ORDER BY e.serial
                ON CONFLICT (issuer, serial) DO UPDATE
                SET revision = excluded.revision, reason = excluded.reason, at = excluded.at
                WHERE r.revision < excluded.revision AND (r.reason IS DISTINCT FROM excluded.reason OR r.at <> excluded.at)
                """, statement -> {
            Connection connection = statement.getConnection();
            statement.setString(1, issuer);
            statement.setLong(2, revision);
            statement.setArray(3, texts(connection, entries.serials()));
            statement.setArray(4, texts(connection, entries.reasons()));
            statement.setArray(5, texts(connection, entries.at()));
        });
    }

    private List<Unlisted> unlisted(String issuer, long before, Instant thisUpdate, List<String> listed) {
        return jdbc.query(
                """
                SELECT r.serial, r.reason, r.at, asked.command FROM revocation r JOIN certificate c USING (issuer, serial)
                LEFT JOIN LATERAL (
                    SELECT q.command FROM revocation_request q
                    WHERE q.issuer = r.issuer AND q.serial = r.serial AND q.reason = r.reason AND q.problem IS NULL
                    ORDER BY q.requested_at DESC LIMIT 1) asked ON true
                WHERE r.issuer = ? AND r.reason IS NOT NULL AND r.revision < ? AND c.not_after > ?
                    AND NOT EXISTS (SELECT 1 FROM unnest(?) AS e (serial) WHERE e.serial = r.serial)
                ORDER BY r.revision LIMIT ?
                """,
                statement -> {
                    statement.setString(1, issuer);
                    statement.setLong(2, before);
                    statement.setObject(3, thisUpdate.atOffset(ZoneOffset.UTC));
                    statement.setArray(4, texts(statement.getConnection(), listed));
                    statement.setInt(5, MOST);
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

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
