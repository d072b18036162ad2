package org.httpca.signer.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code intent}. Rows are added and never changed. */
public final class Intents {
    private final JdbcTemplate jdbc;

    public Intents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What was written down for these requests; those for which nothing was are missing. */
    public Map<UUID, StoredIntent> of(Collection<UUID> requests) {
        if (requests.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .query(
                        "select request_id, issuer, serial, tbs, mac from intent where request_id = any (?::uuid[])",
                        (rows, n) -> read(rows),
                        (Object) requests.stream().map(UUID::toString).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(StoredIntent::requestId, Function.identity()));
    }

    /**
     * Writes down what will be signed, in the transaction of the caller.
     *
     * @return the requests for which it was; for others something was written down before, by whomever
     */
    public Set<UUID> add(List<StoredIntent> intents) {
        if (intents.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.queryForList(
                "insert into intent (request_id, issuer, serial, tbs, mac, created_at)"
                        + " select t.*, now() from unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::bytea[]) t"
                        + " ON CONFLICT DO NOTHING RETURNING request_id",
                UUID.class,
                intents.stream().map(i -> i.requestId().toString()).toArray(String[]::new),
                intents.stream().map(StoredIntent::issuer).toArray(String[]::new),
                intents.stream().map(StoredIntent::serial).toArray(String[]::new),
                intents.stream().map(StoredIntent::tbs).toArray(byte[][]::new),
                intents.stream().map(StoredIntent::mac).toArray(byte[][]::new)));
    }

    private static StoredIntent read(ResultSet row) throws SQLException {
        return new StoredIntent(
                row.getObject("request_id", UUID.class),
                row.getString("issuer"),
                row.getString("serial"),
                row.getBytes("tbs"),
                row.getBytes("mac"));
    }
}
