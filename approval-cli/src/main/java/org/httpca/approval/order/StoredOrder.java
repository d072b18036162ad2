package org.httpca.approval.order;

import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.httpca.approval.database.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code admin_order}, for display: only the signer, who has the public keys, verifies it.
 *
 * @param verdict what the signer made of it: {@code counted}, {@code refused}, or null for nothing yet
 * @param reason why it was refused
 */
public record StoredOrder(
        long id,
        UUID requestId,
        String administrator,
        String action,
        Instant storedAt,
        @Nullable String verdict,
        @Nullable String reason) {
    static final String COLUMNS = "id, request_id, administrator, action, stored_at, verdict, reason";

    static StoredOrder read(Row row) throws SQLException {
        return new StoredOrder(
                row.number("id"),
                row.uuid("request_id"),
                row.text("administrator"),
                row.text("action"),
                row.instant("stored_at"),
                row.textOrNull("verdict"),
                row.textOrNull("reason"));
    }

    /** An order stands until the signer refuses it; then another may follow. */
    public boolean stands() {
        return !"refused".equals(verdict);
    }

    /** For people: {@code approved}, {@code rejected}. */
    public String deed() {
        return switch (action) {
            case "approve" -> "approved";
            case "reject" -> "rejected";
            default -> "ordered '" + action + "'";
        };
    }
}
