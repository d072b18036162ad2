package org.httpca.approval.request;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.approval.database.Row;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A row of the signer's table {@code request}. Only {@code command} and {@code profileHash} go into an order's digest; the
 * other columns are for display, and whoever can write to the database can write anything there.
 */
public record StoredRequest(
        UUID id,
        String state,
        @Nullable String outcome,
        String command,
        @Nullable Octets proofSha256,
        @Nullable String profile,
        @Nullable String profileHash,
        @Nullable String issuer,
        @Nullable String subject,
        List<String> identifiers,
        @Nullable String source,
        @Nullable String findings,
        @Nullable Integer approvalsRequired,
        int approvalsGiven,
        @Nullable String verdict,
        @Nullable String problem,
        @Nullable String serial,
        @Nullable Instant tamperedAt,
        Instant receivedAt,
        @Nullable Instant decidedAt) {
    static final String WAITING = "Waiting-For-Approval";
    static final String COLUMNS = "id, state, outcome, command, proof_sha256, profile, profile_hash, issuer, subject,"
            + " identifiers, source, findings, approvals_required, approvals_given, verdict, problem, serial, tampered_at,"
            + " received_at, decided_at";

    static StoredRequest read(Row row) throws SQLException {
        byte[] proof = row.bytesOrNull("proof_sha256");
        return new StoredRequest(
                row.uuid("id"),
                row.text("state"),
                row.textOrNull("outcome"),
                row.text("command"),
                proof == null ? null : Octets.of(proof),
                row.textOrNull("profile"),
                row.textOrNull("profile_hash"),
                row.textOrNull("issuer"),
                row.textOrNull("subject"),
                row.texts("identifiers"),
                row.textOrNull("source"),
                row.textOrNull("findings"),
                row.integerOrNull("approvals_required"),
                (int) row.number("approvals_given"),
                row.textOrNull("verdict"),
                row.textOrNull("problem"),
                row.textOrNull("serial"),
                row.instantOrNull("tampered_at"),
                row.instant("received_at"),
                row.instantOrNull("decided_at"));
    }

    /** Does it wait for an administrator? */
    public boolean waits() {
        return state.equals(WAITING) && outcome == null;
    }

    /** The beginning of the id that people type. */
    public String shortId() {
        return shortId(id);
    }

    /** The beginning of an id that people type. */
    public static String shortId(UUID id) {
        return id.toString().substring(0, 8);
    }
}
