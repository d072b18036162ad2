package org.httpca.signer.request;

import java.sql.Timestamp;
import java.time.Instant;
import org.httpca.pki.Octets;
import org.springframework.jdbc.core.JdbcTemplate;

/** The way out that the submitter has: withdrawing what is not decided. */
public final class Withdrawals {

    private final JdbcTemplate jdbc;

    public Withdrawals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Withdraws, unless someone was first. What was written down to be signed may be signed already, in another process, and a
     * certificate that nobody knows of is worse than one too many: an intent is a decision. The row must be locked by this
     * transaction ({@link Requests#lockAll}) in a statement before, so that an intent made meanwhile is seen.
     */
    public boolean withdraw(StoredRequest request, Octets proofSha256, Instant now) {
        return Transition.won(jdbc.update(
                """
                UPDATE request
                SET state = 'Waiting-For-Transmission', outcome = 'Withdrawn', word = 'outcome', revision = revision + 1,
                    lease_until = NULL, lease_holder = NULL, decided_at = ?, updated_at = ?
                WHERE id = ? AND revision = ? AND outcome IS NULL AND proof_sha256 = ?
                  AND NOT EXISTS (SELECT 1 FROM intent WHERE intent.request_id = request.id)
                """,
                Timestamp.from(now),
                Timestamp.from(now),
                request.id(),
                request.revision(),
                proofSha256.toArray()));
    }
}
