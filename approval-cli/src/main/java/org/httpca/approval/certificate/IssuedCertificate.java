package org.httpca.approval.certificate;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.approval.database.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row of the signer's table {@code certificate}, with what the table {@code revocation} says of it.
 *
 * @param issuer the issuer's short name
 * @param serial lower-case hexadecimal without separators
 * @param requestId the request that asked for it; null for one that was imported
 * @param revocation null if nothing was ever said
 */
public record IssuedCertificate(
        String issuer,
        String serial,
        @Nullable UUID requestId,
        @Nullable String subject,
        List<String> identifiers,
        @Nullable String spkiSha256,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt,
        @Nullable Revocation revocation) {
    static final String COLUMNS = "issuer, serial, request_id, subject, identifiers, spki_sha256, not_before,"
            + " certificate.not_after, issued_at, " + Revocation.COLUMNS;
    static final String TABLES = "certificate left join revocation using (issuer, serial)";

    static IssuedCertificate read(Row row) throws SQLException {
        return new IssuedCertificate(
                row.text("issuer"),
                row.text("serial"),
                row.uuidOrNull("request_id"),
                row.textOrNull("subject"),
                row.texts("identifiers"),
                row.textOrNull("spki_sha256"),
                row.instant("not_before"),
                row.instant("not_after"),
                row.instant("issued_at"),
                Revocation.read(row));
    }

    /** For people: its names, or the subject where it has none. */
    public String named() {
        return identifiers.isEmpty() ? String.valueOf(subject) : String.join(", ", identifiers);
    }

    /** For {@code --json}. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("issuer", issuer);
        map.put("serial", serial);
        map.put("subject", subject);
        map.put("names", identifiers);
        map.put("notBefore", notBefore.toString());
        map.put("notAfter", notAfter.toString());
        map.put("issuedAt", issuedAt.toString());
        map.put("spkiSha256", spkiSha256);
        map.put("requestId", requestId == null ? null : requestId.toString());
        map.put("revocation", revocation == null ? null : revocation.toMap());
        return map;
    }
}
