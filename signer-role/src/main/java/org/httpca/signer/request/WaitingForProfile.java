package org.httpca.signer.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.signer.profile.Elsewhere;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Commands that nobody has evaluated yet, because the signer that got them does not have the profile that they are pinned to and
 * another one has. They are no requests before that: as far as the web side is told, nothing has come.
 */
public final class WaitingForProfile {

    private static final String SELECT =
            "SELECT request_id, profile, profile_hash, sender, command, mark FROM waiting_for_profile ";

    private final JdbcTemplate jdbc;

    public WaitingForProfile(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A command as it came, believed only if its mark holds.
     *
     * @param profileHash what the web side pinned it to; null for nothing
     * @param sender the instance that sealed it
     * @param command its JSON
     * @param mark the MAC of the signer that stored it
     */
    public record Waiting(
            UUID requestId, String profile, @Nullable String profileHash, String sender, String command, Octets mark) {}

    /** False if it waits already. */
    public boolean add(Waiting waiting, Instant now) {
        return Transition.won(jdbc.update(
                "INSERT INTO waiting_for_profile (request_id, profile, profile_hash, sender, command, mark, received_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO NOTHING",
                waiting.requestId(),
                waiting.profile(),
                waiting.profileHash(),
                waiting.sender(),
                waiting.command(),
                waiting.mark().toArray(),
                Timestamp.from(now)));
    }

    /** Up to {@code max} that are no other signer's, the oldest first, locked until the transaction's end. */
    public List<Waiting> claim(int max, Elsewhere others) {
        return jdbc.query(
                SELECT + "WHERE NOT (coalesce(profile_hash, '') = ANY (?::text[]) OR profile = ANY (?::text[]))"
                        + " ORDER BY received_at LIMIT ? FOR UPDATE SKIP LOCKED",
                (row, number) -> read(row),
                others.hashArray(),
                others.nameArray(),
                max);
    }

    /** Those of these requests, whosever they are, locked until the transaction's end. */
    public List<Waiting> lock(Collection<UUID> ids) {
        return jdbc.query(
                SELECT + "WHERE request_id = ANY (?::uuid[]) ORDER BY request_id FOR UPDATE",
                (row, number) -> read(row),
                (Object) array(ids));
    }

    /** They wait no more. */
    public void remove(Collection<UUID> ids) {
        jdbc.update("DELETE FROM waiting_for_profile WHERE request_id = ANY (?::uuid[])", (Object) array(ids));
    }

    public long count() {
        Long count = jdbc.queryForObject("SELECT count(*) FROM waiting_for_profile", Long.class);
        return count == null ? 0 : count;
    }

    private static String[] array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static Waiting read(ResultSet row) throws SQLException {
        return new Waiting(
                row.getObject("request_id", UUID.class),
                row.getString("profile"),
                row.getString("profile_hash"),
                row.getString("sender"),
                row.getString("command"),
                Octets.of(row.getBytes("mark")));
    }
}
