package org.httpca.signer.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads rows of the request table; shared by the doors of its states. */
final class StoredRequests {

    /** The columns that {@link #ROW} reads. */
    static final String COLUMNS =
            "id, state, outcome, revision, command, proof_sha256, profile, profile_hash, issuer, subject,"
                    + " identifiers, requester, source, findings, approvals_required, approvals_given, verdict, clearance, problem, serial,"
                    + " tampered_at, received_at, word";

    static final RowMapper<StoredRequest> ROW = (row, number) -> read(row);

    private StoredRequests() {}

    private static StoredRequest read(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        String verdict = row.getString("verdict");
        String word = row.getString("word");
        byte[] clearance = row.getBytes("clearance");
        return new StoredRequest(
                row.getObject("id", UUID.class),
                State.of(row.getString("state")),
                outcome == null ? null : Outcome.of(outcome),
                row.getLong("revision"),
                row.getString("command"),
                Octets.of(row.getBytes("proof_sha256")),
                row.getString("profile"),
                row.getString("profile_hash"),
                row.getString("issuer"),
                row.getString("subject"),
                List.of((String[]) row.getArray("identifiers").getArray()),
                row.getString("requester"),
                row.getString("source"),
                row.getString("findings"),
                row.getInt("approvals_required"),
                row.getInt("approvals_given"),
                verdict == null ? null : Verdict.of(verdict),
                clearance == null ? null : Octets.of(clearance),
                row.getString("problem"),
                row.getString("serial"),
                instant(row, "tampered_at"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                word == null ? null : Word.of(word));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
