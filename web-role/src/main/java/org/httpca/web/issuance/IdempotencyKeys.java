package org.httpca.web.issuance;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keys by which a client says that a submission is the same as before (draft-ietf-httpapi-idempotency-key-header). A key belongs
 * to who used it: a token, or for anonymous ones the address. Whoever repeats an anonymous submission must know key and content,
 * learns only what the content says already, and gets no withdrawal secret.
 */
final class IdempotencyKeys {
    /** How long a key is remembered. */
    static final Duration KEPT = Duration.ofHours(24);

    private final JdbcTemplate jdbc;

    IdempotencyKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A use of a key: the n-th submission of one call has a key of its own. */
    record Use(String owner, String key, Draft draft) {
        static Use of(String key, int number, Draft draft) {
            return new Use(IdempotencyKeys.owner(draft.principal(), draft.source()), number + " " + key, draft);
        }
    }

    /** Whose a key is. */
    static String owner(@Nullable String principal, String source) {
        return principal == null ? "anonymous " + source : "principal " + principal;
    }

    /** Under which the first submission of a call is found. */
    static String first(String key) {
        return "0 " + key;
    }

    /** What a key was used for before. */
    record Earlier(UUID requestId, Octets contentSha256) {}

    /**
     * Takes the keys for their drafts, in the caller's transaction. Another transaction that has just taken one is waited for.
     *
     * @return for each key that had been taken before, what for
     */
    Map<String, Earlier> take(List<Use> uses) {
        if (uses.isEmpty()) {
            return Map.of();
        }
        Set<String> taken = new HashSet<>();
        jdbc.query(connection -> taking(connection, uses), row -> {
            taken.add(row.getString(1));
        });
        return find(uses.stream().filter(use -> !taken.contains(use.key)).toList());
    }

    int purge(Instant before) {
        return jdbc.update("delete from idempotency_key where created_at < ?", Timestamp.from(before));
    }

    private static PreparedStatement taking(Connection connection, List<Use> uses) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("""
                insert into idempotency_key (principal, key, request_id, body_sha256, created_at)
                select * from unnest(?::text[], ?::text[], ?::uuid[], ?::bytea[], ?::timestamptz[])
                on conflict do nothing returning key""");
        statement.setArray(1, array(connection, "text", uses, Use::owner));
        statement.setArray(2, array(connection, "text", uses, Use::key));
        statement.setArray(3, array(connection, "uuid", uses, use -> use.draft.id()));
        statement.setArray(
                4,
                connection.createArrayOf(
                        "bytea",
                        uses.stream()
                                .map(use -> use.draft.contentSha256().toArray())
                                .toArray(byte[][]::new)));
        statement.setArray(5, array(connection, "timestamptz", uses, use -> Timestamp.from(use.draft.at())));
        return statement;
    }

    private Map<String, Earlier> find(List<Use> uses) {
        Map<String, Earlier> earlier = new HashMap<>();
        if (uses.isEmpty()) {
            return earlier;
        }
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement("""
                            select key, request_id, body_sha256 from idempotency_key
                            join unnest(?::text[], ?::text[]) as used (principal, key) using (principal, key)""");
                    statement.setArray(1, array(connection, "text", uses, Use::owner));
                    statement.setArray(2, array(connection, "text", uses, Use::key));
                    return statement;
                },
                row -> {
                    earlier.put(
                            row.getString(1), new Earlier(row.getObject(2, UUID.class), Octets.of(row.getBytes(3))));
                });
        return earlier;
    }

    private static Array array(Connection connection, String type, List<Use> uses, Function<Use, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, uses.stream().map(column).toArray());
    }
}
