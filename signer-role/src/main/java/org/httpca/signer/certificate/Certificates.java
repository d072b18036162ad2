package org.httpca.signer.certificate;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.DistinguishedNames;
import org.httpca.pki.SerialNumbers;
import org.httpca.pki.SubjectAlternativeNames;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code certificate}: all that was issued. Rows are added and never changed. */
public final class Certificates {
    // no DNS name and no address contains it, and unnest() takes no array of arrays of different lengths
    private static final String SEPARATOR = "\n";

    private final JdbcTemplate jdbc;

    public Certificates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds those whose request and serial number have no certificate yet.
     *
     * @return the DER that was stored, by the requests whose certificate was added
     */
    public Map<UUID, byte[]> add(List<StoredCertificate> issued) {
        Map<UUID, byte[]> added = new HashMap<>();
        if (issued.isEmpty()) {
            return added;
        }
        jdbc.query(
                "insert into certificate (issuer, serial, request_id, der, subject, identifiers, spki_sha256,"
                        + " not_before, not_after, issued_at)"
                        + " select issuer, serial, request_id, der, subject, string_to_array(identifiers, ?), spki,"
                        + " not_before, not_after, issued_at"
                        + " from unnest(?::text[], ?::text[], ?::uuid[], ?::bytea[], ?::text[], ?::text[], ?::text[],"
                        + " ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])"
                        + " t(issuer, serial, request_id, der, subject, identifiers, spki, not_before, not_after, issued_at)"
                        + " ON CONFLICT DO NOTHING RETURNING request_id, der",
                row -> {
                    added.put(row.getObject(1, UUID.class), row.getBytes(2));
                },
                SEPARATOR,
                strings(issued, StoredCertificate::issuer),
                strings(issued, StoredCertificate::serial),
                strings(issued, c -> c.requestId().toString()),
                issued.stream().map(StoredCertificate::der).toArray(byte[][]::new),
                strings(issued, StoredCertificate::subject),
                strings(issued, c -> String.join(SEPARATOR, c.identifiers())),
                strings(issued, StoredCertificate::spkiSha256),
                strings(issued, c -> c.notBefore().toString()),
                strings(issued, c -> c.notAfter().toString()),
                strings(issued, c -> c.issuedAt().toString()));
        return added;
    }

    /** Those of these that are here, as {@code ISSUER:SERIAL}. */
    public Set<String> known(Collection<String> issuersAndSerials) {
        return issuersAndSerials.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.queryForList(
                        "SELECT c.issuer || ':' || c.serial FROM unnest(?::text[]) AS asked (name)"
                                + " JOIN certificate c ON c.issuer = split_part(asked.name, ':', 1)"
                                + " AND c.serial = split_part(asked.name, ':', 2)",
                        String.class,
                        (Object) issuersAndSerials.toArray(String[]::new)));
    }

    /**
     * Adds one that was issued before and is not here, because this database was restored from an older copy. The CRL that it names
     * may be as unknown here: it is made from then on.
     *
     * @param requestId whose it is; null if that is not known, or that request has another one here
     * @return false if its serial number or its request has a certificate here
     */
    public boolean learn(@Nullable UUID requestId, String issuer, X509CertificateHolder certificate, Instant now)
            throws IOException {
        String shard = NamedShards.in(certificate.getExtensions(), issuer);
        if (!shard.isEmpty()) {
            jdbc.update(
                    "INSERT INTO crl (issuer, shard, number) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", issuer, shard);
        }
        return jdbc.update(
                        "INSERT INTO certificate (issuer, serial, request_id, der, subject, identifiers, spki_sha256,"
                                + " not_before, not_after, issued_at)"
                                + " VALUES (?, ?, ?, ?, ?, string_to_array(?, ?), ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        issuer,
                        SerialNumbers.hex(certificate.getSerialNumber()),
                        requestId,
                        certificate.getEncoded(),
                        DistinguishedNames.text(certificate.getSubject()),
                        String.join(SEPARATOR, SubjectAlternativeNames.of(certificate)),
                        SEPARATOR,
                        SubjectKey.of(certificate.getSubjectPublicKeyInfo()).sha256(),
                        Timestamp.from(
                                Times.instant(certificate.toASN1Structure().getStartDate())),
                        Timestamp.from(
                                Times.instant(certificate.toASN1Structure().getEndDate())),
                        Timestamp.from(now))
                == 1;
    }

    /** The DER of what was issued for these requests; those without a certificate are missing. */
    public Map<UUID, byte[]> of(Collection<UUID> requests) {
        Map<UUID, byte[]> found = new HashMap<>();
        if (!requests.isEmpty()) {
            jdbc.query(
                    "select request_id, der from certificate where request_id = any (?::uuid[])",
                    row -> {
                        found.put(row.getObject("request_id", UUID.class), row.getBytes("der"));
                    },
                    (Object) requests.stream().map(UUID::toString).toArray(String[]::new));
        }
        return found;
    }

    private static String[] strings(List<StoredCertificate> issued, Function<StoredCertificate, String> field) {
        return issued.stream().map(field).toArray(String[]::new);
    }
}
