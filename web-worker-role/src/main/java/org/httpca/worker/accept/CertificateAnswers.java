package org.httpca.worker.accept;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.CertificatePlace;
import org.httpca.message.CertificatesCounted;
import org.httpca.message.KnownCertificate;
import org.httpca.message.LearnCertificates;
import org.httpca.pki.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Answers a signer that says which certificates it knows, with those that are here: its database may be a copy from before. */
public final class CertificateAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateAnswers.class);

    /** Of DER in one answer, so that it fits into an envelope. */
    private static final int MOST_OCTETS = 150_000;

    private static final String KEY = "learn-certificates";

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final UuidSource ids;

    public CertificateAnswers(JdbcTemplate jdbc, Outbox outbox, UuidSource ids) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.ids = ids;
    }

    private record Row(KnownCertificate known, CertificatePlace place) {}

    void accept(CertificatesCounted question) {
        outbox.putLatest(KEY, Outgoing.of(ids.get(), answer(question)));
    }

    private LearnCertificates answer(CertificatesCounted question) {
        if (question.after() == null && isTheSame(question)) {
            return new LearnCertificates(question.number(), List.of(), null);
        }
        CertificatePlace after =
                question.after() == null ? new CertificatePlace(question.from(), "", "") : question.after();
        List<Row> rows = page(after, question.until());
        List<KnownCertificate> known = new ArrayList<>();
        CertificatePlace last = null;
        long octets = 0;
        for (Row row : rows) {
            octets += row.known().certificate().length();
            if (known.size() == LearnCertificates.MOST || (octets > MOST_OCTETS && !known.isEmpty())) {
                break;
            }
            known.add(row.known());
            last = row.place();
        }
        LOG.info(
                "The signer knows {} certificates from {} to {}, and others are here: tells it {} of them.",
                question.count(),
                question.from(),
                question.until(),
                known.size());
        return new LearnCertificates(question.number(), known, known.size() < rows.size() ? last : null);
    }

    /**
     * What follows, in order: looked for in windows of time that grow until they have enough. All that follows would be read and sorted
     * for each page of it.
     */
    private List<Row> page(CertificatePlace after, Instant until) {
        Duration window = Duration.ofSeconds(1);
        List<Row> rows = List.of();
        for (Instant end = after.notBefore(); end.isBefore(until) && rows.size() <= LearnCertificates.MOST; ) {
            Instant next = after.notBefore().plus(window);
            end = next.isBefore(until) ? next : until;
            rows = within(after, end);
            window = window.multipliedBy(8);
        }
        return rows;
    }

    private List<Row> within(CertificatePlace after, Instant end) {
        return jdbc.query(
                """
                SELECT request_id, issuer, serial, der, not_before FROM certificate
                WHERE not_before >= ? AND not_before < ?
                    AND (not_before, issuer COLLATE "C", serial COLLATE "C") > (?::timestamptz, ?, ?)
                ORDER BY not_before, issuer COLLATE "C", serial COLLATE "C" LIMIT ?
                """,
                (row, number) -> new Row(
                        new KnownCertificate(
                                row.getObject("request_id", UUID.class),
                                row.getString("issuer"),
                                Octets.of(row.getBytes("der"))),
                        new CertificatePlace(
                                row.getObject("not_before", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("issuer"),
                                row.getString("serial"))),
                after.notBefore().atOffset(ZoneOffset.UTC),
                end.atOffset(ZoneOffset.UTC),
                after.notBefore().atOffset(ZoneOffset.UTC),
                after.issuer(),
                after.serial(),
                LearnCertificates.MOST + 1);
    }

    private boolean isTheSame(CertificatesCounted question) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                """
                SELECT count(*) = ? AND coalesce(to_hex(bit_xor(
                    ('x' || encode(substring(sha256(convert_to(issuer || ':' || serial, 'UTF8')) FOR 8), 'hex'))::bit(64)::bigint)), '0') = ?
                FROM certificate WHERE not_before >= ? AND not_before < ?
                """,
                Boolean.class,
                question.count(),
                question.digest(),
                question.from().atOffset(ZoneOffset.UTC),
                question.until().atOffset(ZoneOffset.UTC)));
    }
}
