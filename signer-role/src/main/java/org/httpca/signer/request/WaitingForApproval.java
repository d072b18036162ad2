package org.httpca.signer.request;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.signer.profile.Elsewhere;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that wait for administrators: how they get there, and the ways out. */
public final class WaitingForApproval {

    private static final String HERE =
            " WHERE id = ? AND revision = ? AND state = 'Waiting-For-Approval' AND outcome IS NULL";

    private final JdbcTemplate jdbc;
    private final Requests requests;

    public WaitingForApproval(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.requests = new Requests(jdbc);
    }

    /** The row, locked until the transaction's end; whatever its state. */
    public Optional<StoredRequest> lock(UUID id) {
        return requests.lockAll(Set.of(id)).stream().findFirst();
    }

    /**
     * Those pinned to a version of a profile that is gone, locked until the transaction's end; the oldest first.
     *
     * @param current the hashes of this signer's profiles
     * @param others whose requests are left alone
     */
    public List<StoredRequest> pinnedToNone(Collection<String> current, Elsewhere others, int max) {
        return jdbc.query(
                "SELECT " + StoredRequests.COLUMNS + " FROM request"
                        + " WHERE state = 'Waiting-For-Approval' AND outcome IS NULL AND tampered_at IS NULL"
                        + " AND coalesce(profile_hash, '') <> ALL (?::text[])"
                        + " AND NOT (coalesce(profile_hash, '') = ANY (?::text[]) OR profile = ANY (?::text[]))"
                        + " ORDER BY received_at LIMIT ? FOR UPDATE SKIP LOCKED",
                StoredRequests.ROW,
                current.toArray(String[]::new),
                others.hashArray(),
                others.nameArray(),
                max);
    }

    /** Orders cleared it: on to Waiting-For-Signature. The count is told on the way. */
    public boolean clear(StoredRequest request, int given, Octets clearance, Instant now) {
        return Transition.won(jdbc.update(
                "UPDATE request SET state = 'Waiting-For-Signature', verdict = 'cleared-by-orders', clearance = ?,"
                        + " approvals_given = ?, revision = revision + 1, word = 'counted', updated_at = ?" + HERE,
                clearance.toArray(),
                given,
                Timestamp.from(now),
                request.id(),
                request.revision()));
    }

    /** An approval counted, and more are needed. */
    public boolean count(StoredRequest request, int given, Instant now) {
        return Transition.won(jdbc.update(
                "UPDATE request SET approvals_given = ?, revision = revision + 1, word = 'counted', updated_at = ?"
                        + HERE,
                given,
                Timestamp.from(now),
                request.id(),
                request.revision()));
    }

    /** An administrator rejected it. @param problem the JSON of the problem */
    public boolean reject(StoredRequest request, String problem, Instant now) {
        return Transition.won(jdbc.update(
                "UPDATE request SET state = 'Waiting-For-Transmission', outcome = 'Rejected', problem = ?, word = 'outcome',"
                        + " revision = revision + 1, decided_at = ?, updated_at = ?" + HERE,
                problem,
                Timestamp.from(now),
                Timestamp.from(now),
                request.id(),
                request.revision()));
    }

    /**
     * The row does not fit its clearance: back it goes, wherever it pretended to be, and stays marked. What was issued by such
     * a row was not issued, as far as anybody is told.
     *
     * @param held whether its content still fits the MAC of a held request, so that orders may clear it
     * @param findings what is to be shown for it
     * @return false if someone was first, or if it is here and marked already: nothing is new
     */
    public boolean takeBack(StoredRequest request, boolean held, String findings, Instant now) {
        return Transition.won(jdbc.update(
                """
                UPDATE request
                SET state = 'Waiting-For-Approval', outcome = NULL, decided_at = NULL, word = 'held', approvals_given = 0,
                    verdict = CASE WHEN ? THEN 'held' ELSE verdict END, findings = ?,
                    tampered_at = coalesce(tampered_at, ?), revision = revision + 1,
                    lease_until = NULL, lease_holder = NULL, updated_at = ?
                WHERE id = ? AND revision = ? AND (tampered_at IS NULL OR state <> 'Waiting-For-Approval')
                """, held, findings, Timestamp.from(now), Timestamp.from(now), request.id(), request.revision()));
    }

    /** The policy was asked again, because the profile has changed: the row stands where that puts it, without approvals. */
    public boolean evaluatedAgain(StoredRequest request, Standing standing, Instant now) {
        Outcome outcome = standing.outcome();
        Verdict verdict = standing.verdict();
        Octets clearance = standing.clearance();
        Word word = standing.word();
        return Transition.won(jdbc.update(
                """
                UPDATE request
                SET state = ?, outcome = ?, profile_hash = ?, issuer = ?, findings = ?, approvals_required = ?, approvals_given = 0,
                    verdict = ?, clearance = ?, problem = ?, word = ?, revision = revision + 1,
                    lease_until = NULL, lease_holder = NULL, decided_at = ?, updated_at = ?
                WHERE id = ? AND revision = ? AND outcome IS NULL
                """,
                standing.state().text(),
                outcome == null ? null : outcome.text(),
                standing.profileHash(),
                standing.issuer(),
                standing.findings(),
                standing.approvalsRequired(),
                verdict == null ? null : verdict.text(),
                clearance == null ? null : clearance.toArray(),
                standing.problem(),
                word == null ? null : word.text(),
                outcome == null ? null : Timestamp.from(now),
                Timestamp.from(now),
                request.id(),
                request.revision()));
    }
}
