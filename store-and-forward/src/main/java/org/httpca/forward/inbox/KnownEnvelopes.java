package org.httpca.forward.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code inbox}: ids of envelopes that have had their effect. */
final class KnownEnvelopes {
    private final JdbcTemplate jdbc;

    KnownEnvelopes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers all of them, and returns those that were not known. In the order of the ids, lest two consumers lock each other. */
    Set<UUID> add(Collection<UUID> ids, Instant at) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Set<UUID> fresh = jdbc.execute((ConnectionCallback<Set<UUID>>) connection -> insert(connection, ids, at));
        return fresh == null ? Set.of() : fresh;
    }

    int purge(Instant before) {
        return jdbc.update("DELETE FROM inbox WHERE received_at < ?", before.atOffset(ZoneOffset.UTC));
    }

    private static Set<UUID> insert(Connection connection, Collection<UUID> ids, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO inbox (envelope_id, received_at)
                SELECT DISTINCT id, ?::timestamptz FROM unnest(?) AS id ORDER BY id
                ON CONFLICT DO NOTHING RETURNING envelope_id
                """)) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
            Set<UUID> fresh = new HashSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    fresh.add(result.getObject(1, UUID.class));
                }
            }
            return fresh;
        }
    }
}
