package org.httpca.worker.accept;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The worker's door to the table {@code certificate}, and to those by which its rows are found. */
final class Certificates {
    private final JdbcTemplate jdbc;

    Certificates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are not there yet, by one statement. */
    void add(List<IssuedCertificate> certificates, OffsetDateTime now) {
        Columns.update(
                jdbc,
                """
                WITH added AS (
                INSERT INTO certificate (issuer, serial, request_id, der, subject, identifiers, key_label, spki_sha256, sha256,
                    not_before, not_after, received_at)
                SELECT c.issuer, c.serial, c.request_id, c.der, c.subject, string_to_array(c.identifiers, E'\\n'), c.key_label,
                    c.spki_sha256, c.sha256, c.not_before, c.not_after, ?
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz[], ?::timestamptz[]) AS c (issuer, serial, request_id, der,
                    subject, identifiers, key_label, spki_sha256, sha256, not_before, not_after)
                ON CONFLICT DO NOTHING
                RETURNING number, request_id, subject, identifiers),
                named AS (
                INSERT INTO certificate_name (name, number)
                SELECT n, a.number FROM added a, certificate_names(a.subject, a.identifiers) AS n)
                INSERT INTO certificate_requester (requester, number)
                SELECT r, a.number FROM added a JOIN request q ON q.id = a.request_id,
                    certificate_requesters(q.principal, q.command) AS r
                """,
                certificates,
                columns -> columns.value(now)
                        .column("text", IssuedCertificate::issuer)
                        .column("text", IssuedCertificate::serial)
                        .column("uuid", IssuedCertificate::requestId)
                        .octets(IssuedCertificate::der)
                        .column("text", IssuedCertificate::subject)
                        // rows of an unnest hold no arrays of their own; names have no line breaks
                        .column("text", c -> String.join("\n", c.identifiers()))
                        .column("text", IssuedCertificate::keyLabel)
                        .column("text", IssuedCertificate::spkiSha256)
                        .column("text", IssuedCertificate::sha256)
                        .column(
                                "text",
                                c -> c.notBefore().atOffset(ZoneOffset.UTC).toString())
                        .column(
                                "text",
                                c -> c.notAfter().atOffset(ZoneOffset.UTC).toString()));
    }
}
