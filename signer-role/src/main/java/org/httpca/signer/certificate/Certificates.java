package org.httpca.signer.certificate;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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
     * @return the requests whose certificate was added
     */
    public Set<UUID> add(List<StoredCertificate> issued) {
        if (issued.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.query(
                "insert into certificate (issuer, serial, request_id, der, subject, identifiers, spki_sha256,"
                        + " not_before, not_after, issued_at)"
                        + " select issuer, serial, request_id, der, subject, string_to_array(identifiers, ?), spki,"
                        + " not_before, not_after, issued_at"
                        + " from unnest(?::text[], ?::text[], ?::uuid[], ?::bytea[], ?::text[], ?::text[], ?::text[],"
                        + " ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])"
                        + " t(issuer, serial, request_id, der, subject, identifiers, spki, not_before, not_after, issued_at)"
                        + " ON CONFLICT DO NOTHING RETURNING request_id",
                (row, number) -> row.getObject(1, UUID.class),
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
                strings(issued, c -> c.issuedAt().toString())));
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
