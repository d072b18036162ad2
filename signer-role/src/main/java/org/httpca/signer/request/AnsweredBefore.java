package org.httpca.signer.request;

import java.sql.Timestamp;
import java.time.Instant;
import org.httpca.message.MessageJson;
import org.httpca.problem.Problem;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests whose outcome this database had lost: they are closed here, and nobody is told, since the web side has told it. */
public final class AnsweredBefore {
    private final JdbcTemplate jdbc;

    public AnsweredBefore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Closes it without a word, unless it has an outcome by now. @param problem why it is signed no more */
    public boolean close(StoredRequest request, Problem problem, Instant now) {
        return Transition.won(jdbc.update(
                "UPDATE request SET state = 'Transmitted', outcome = 'Rejected', word = NULL, problem = ?,"
                        + " revision = revision + 1, decided_at = ?, updated_at = ?, lease_until = NULL, lease_holder = NULL"
                        + " WHERE id = ? AND outcome IS NULL",
                MessageJson.mapper().writeValueAsString(problem),
                Timestamp.from(now),
                Timestamp.from(now),
                request.id()));
    }
}
