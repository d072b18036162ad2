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

    /**
     * A word that was said.
     *
     * @param revision of the request when it had that word
     */
    public record Told(UUID requestId, long revision, Word word) {
        public static Told of(StoredRequest row) {
            return new Told(row.id(), row.revision(), Objects.requireNonNull(row.word()));
        }
    }

    /**
     * Up to {@code max} of them, the longest untold first, locked until the caller's transaction ends; without outcomes that
     * another stage has at hand.
     */
    public List<StoredRequest> claim(int max, Instant now) {
        return jdbc.query(
                "SELECT " + StoredRequests.COLUMNS + " FROM request WHERE word IS NOT NULL"
                        // one that ends far from now was taken by a clock that was wrong
                        + " AND (word <> 'outcome' OR lease_until IS NULL OR lease_until <= ?::timestamptz"
                        + " OR lease_until > ?::timestamptz + interval '10 minutes')"
                        + " ORDER BY updated_at LIMIT ? FOR UPDATE SKIP LOCKED",
                StoredRequests.ROW,
                now.toString(),
                now.toString(),
                max);
    }

    /**
     * These words were said; an outcome's request is Transmitted. A row that has a newer word by now keeps it.
     *
     * @return how many rows had no newer word
     */
    public int told(List<Told> words, Instant now) {
        if (words.isEmpty()) {
            return 0;
        }
        return jdbc.update(
                "UPDATE request r SET word = NULL, lease_until = NULL, lease_holder = NULL, updated_at = ?::timestamptz,"
                        + " state = CASE WHEN r.outcome IS NULL THEN r.state ELSE 'Transmitted' END"
                        + " FROM unnest(?::uuid[], ?::bigint[], ?::text[]) t(id, revision, word)"
                        + " WHERE r.id = t.id AND r.revision = t.revision AND r.word = t.word",
                now.toString(),
                words.stream().map(each -> each.requestId().toString()).toArray(String[]::new),
                words.stream().map(each -> Long.toString(each.revision())).toArray(String[]::new),
                words.stream().map(each -> each.word().text()).toArray(String[]::new));
    }

    /** Nothing can carry this word, ever: it is not tried again, until the web side asks anew. True if it was still so. */
    public boolean untellable(UUID id, Instant now) {
        return Transition.won(jdbc.update(
                "UPDATE request SET word = NULL, lease_until = NULL, lease_holder = NULL, updated_at = ?::timestamptz,"
                        + " state = CASE WHEN outcome IS NULL THEN state ELSE 'Transmitted' END"
                        + " WHERE id = ? AND word IS NOT NULL",
                now.toString(),
                id));
    }
}
