package org.httpca.signer.request;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The requests about which there is a word to be said to the web side. */
public final class WaitingForTransmission {
    private final JdbcTemplate jdbc;

    public WaitingForTransmission(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Up to {@code max} of them, the longest untold first, locked until the caller's transaction ends. */
    public List<StoredRequest> claim(int max) {
        return jdbc.query(
                "SELECT " + StoredRequests.COLUMNS + " FROM request WHERE word IS NOT NULL"
                        + " ORDER BY updated_at LIMIT ? FOR UPDATE SKIP LOCKED",
                StoredRequests.ROW,
                max);
    }

    /**
     * These words were said; an outcome's request is Transmitted. A row that has a newer word by now keeps it.
     *
     * @return how many rows had no newer word
     */
    public int told(List<StoredRequest> rows, Instant now) {
        if (rows.isEmpty()) {
            return 0;
        }
        return jdbc.update(
                "UPDATE request r SET word = NULL, updated_at = ?::timestamptz,"
                        + " state = CASE WHEN r.outcome IS NULL THEN r.state ELSE 'Transmitted' END"
                        + " FROM unnest(?::uuid[], ?::bigint[], ?::text[]) t(id, revision, word)"
                        + " WHERE r.id = t.id AND r.revision = t.revision AND r.word = t.word",
                now.toString(),
                rows.stream().map(r -> r.id().toString()).toArray(String[]::new),
                rows.stream().map(r -> Long.toString(r.revision())).toArray(String[]::new),
                rows.stream().map(r -> Objects.requireNonNull(r.word()).text()).toArray(String[]::new));
    }

    /** Nothing can carry this word, ever: it is not tried again, until the web side asks anew. True if it was still so. */
    public boolean untellable(UUID id, Instant now) {
        return Transition.won(jdbc.update(
                "UPDATE request SET word = NULL, updated_at = ?::timestamptz,"
                        + " state = CASE WHEN outcome IS NULL THEN state ELSE 'Transmitted' END"
                        + " WHERE id = ? AND word IS NOT NULL",
                now.toString(),
                id));
    }
}
