package org.httpca.signer.request;

import static org.httpca.signer.request.StoredRequests.COLUMNS;
import static org.httpca.signer.request.StoredRequests.ROW;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** All requests, whatever their state: where they come in and are found. */
public final class Requests {

    /** One statement text for any number of rows: arrays, not a list of values, so that the plan is made once. */
    private static final String INSERT = """
            INSERT INTO request (id, state, outcome, command, proof_sha256, profile, profile_hash, issuer, subject, identifiers,
                                 requester, source, findings, approvals_required, verdict, clearance, problem, word,
                                 lease_holder, lease_until, received_at, decided_at, updated_at)
            SELECT id, state, outcome, command, decode(proof, 'hex'), profile, profile_hash, issuer, subject,
                   string_to_array(identifiers, E'\\n'), requester, source, findings, approvals_required, verdict,
                   decode(clearance, 'hex'), problem, word, holder,
                   until::timestamptz, now.at, CASE WHEN outcome IS NOT NULL THEN now.at END, now.at
            FROM (VALUES (?::timestamptz)) now (at),
                 unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[])
                 fresh (id, state, outcome, command, proof, profile, profile_hash, issuer, subject, identifiers, requester,
                        source, findings, approvals_required, verdict, clearance, problem, word, holder, until)
            ON CONFLICT (id) DO NOTHING
            RETURNING id
            """;

    private final JdbcTemplate jdbc;

    public Requests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<StoredRequest> find(UUID id) {
        return findAll(Set.of(id)).stream().findFirst();
    }

    /** Those of the ids that are known, in no order. */
    public List<StoredRequest> findAll(Collection<UUID> ids) {
        return jdbc.query("SELECT " + COLUMNS + " FROM request WHERE id = ANY (?::uuid[])", ROW, (Object) array(ids));
    }

    /** The same, locked until the transaction's end, in the order of their ids so that two stages cannot deadlock. */
    public List<StoredRequest> lockAll(Collection<UUID> ids) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM request WHERE id = ANY (?::uuid[]) ORDER BY id FOR UPDATE", ROW, (Object)
                        array(ids));
    }

    /**
     * Inserts those that are not known yet, in one statement.
     *
     * @return the ids of those that were; for the others someone was first
     */
    public Set<UUID> insert(List<NewRequest> requests, Instant now) {
        if (requests.isEmpty()) {
            return Set.of();
        }
        // Two signers that accept the same commands must wait for each other in one order.
        List<NewRequest> rows =
                requests.stream().sorted(Comparator.comparing(NewRequest::id)).toList();
        return new HashSet<>(jdbc.queryForList(
                INSERT,
                UUID.class,
                Timestamp.from(now),
                texts(rows, r -> r.id().toString()),
                texts(rows, r -> r.standing().state().text()),
                texts(rows, r -> text(r.standing().outcome(), Outcome::text)),
                texts(rows, NewRequest::command),
                texts(rows, r -> r.proofSha256().hex()),
                texts(rows, NewRequest::profile),
                texts(rows, r -> r.standing().profileHash()),
                texts(rows, r -> r.standing().issuer()),
                texts(rows, NewRequest::subject),
                texts(rows, r -> String.join("\n", r.identifiers())),
                texts(rows, NewRequest::requester),
                texts(rows, NewRequest::source),
                texts(rows, r -> r.standing().findings()),
                rows.stream().map(r -> r.standing().approvalsRequired()).toArray(Integer[]::new),
                texts(rows, r -> text(r.standing().verdict(), Verdict::text)),
                texts(rows, r -> text(r.standing().clearance(), Octets::hex)),
                texts(rows, r -> r.standing().problem()),
                texts(rows, r -> text(r.standing().word(), Word::text)),
                texts(rows, r -> text(r.lease(), Lease::holder)),
                texts(rows, r -> text(r.lease(), lease -> lease.until().toString()))));
    }

    /**
     * The latest word about each of these is to be told again: the other side has not heard it, or lost it. One that waits for
     * its signature has no word but the one that is coming.
     *
     * @return how many have a word to be told
     */
    public int sayAgain(Collection<UUID> ids, Instant now) {
        return ids.isEmpty() ? 0 : jdbc.update("""
                        UPDATE request
                        SET word = CASE WHEN outcome IS NOT NULL THEN 'outcome' WHEN approvals_given > 0 THEN 'counted' ELSE 'held' END,
                            state = CASE WHEN outcome IS NOT NULL THEN 'Waiting-For-Transmission' ELSE state END,
                            updated_at = ?
                        WHERE id = ANY (?::uuid[]) AND word IS NULL AND (outcome IS NOT NULL OR state = 'Waiting-For-Approval')
                        """, Timestamp.from(now), array(ids));
    }

    /** How many requests are not told their outcome yet, by state; states without any are left out. */
    public Map<State, Long> countOpen() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            if (state != State.TRANSMITTED) {
                Long count = jdbc.queryForObject(countOf(state), Long.class);
                if (count != null && count > 0) {
                    counts.put(state, count);
                }
            }
        }
        return counts;
    }

    /** Literals, not parameters: only so does the planner take the partial indexes. */
    private static String countOf(State state) {
        String where = state == State.WAITING_FOR_TRANSMISSION ? " AND word IS NOT NULL" : "";
        return "SELECT count(*) FROM request WHERE state = '" + state.text() + "'" + where;
    }

    private static String[] array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String[] texts(List<NewRequest> rows, Function<NewRequest, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> @Nullable String text(@Nullable T value, Function<T, String> text) {
        return value == null ? null : text.apply(value);
    }
}
