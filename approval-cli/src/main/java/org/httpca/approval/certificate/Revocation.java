package org.httpca.approval.certificate;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.approval.database.Row;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/**
 * A row of the signer's table {@code revocation}, for display: only the signer, who has the key of its MAC, knows whether it is
 * genuine.
 *
 * @param code the CRLReason (RFC 5280, section 5.3.1); null if it was on hold and was released
 * @param since when it was revoked, put on hold or released
 */
public record Revocation(@Nullable Integer code, Instant since) {
    static final String COLUMNS = "revocation.reason as revocation_reason, revocation.at as revocation_at";

    /** Null where the left join found none. */
    static @Nullable Revocation read(Row row) throws SQLException {
        Instant since = row.instantOrNull("revocation_at");
        return since == null ? null : new Revocation(row.integerOrNull("revocation_reason"), since);
    }

    public boolean isReleased() {
        return code == null;
    }

    public boolean isOnHold() {
        return reason() == RevocationReason.CERTIFICATE_HOLD;
    }

    /** Null if it was released, or for a number that no reason has: no signer wrote that. */
    public @Nullable RevocationReason reason() {
        return code == null ? null : RevocationReason.ofCode(code).orElse(null);
    }

    /** The reason's name; {@code CRLReason 99} for a number that no reason has; null if it was released. */
    public @Nullable String label() {
        RevocationReason reason = reason();
        if (reason != null) {
            return reason.label();
        }
        return code == null ? null : "CRLReason " + code;
    }

    /** {@code revoked}, {@code on-hold} or {@code released}. */
    public String status() {
        if (isReleased()) {
            return "released";
        }
        return isOnHold() ? "on-hold" : "revoked";
    }

    /** At the end of a line of a list. */
    public String mark() {
        if (isReleased()) {
            return "";
        }
        return isOnHold() ? "  ON HOLD" : "  REVOKED (" + label() + ")";
    }

    /** For {@code --json}. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("status", status());
        map.put("reason", label());
        map.put("since", since.toString());
        return map;
    }
}
