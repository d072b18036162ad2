package org.httpca.signer.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.problem.Problem;
import org.httpca.signer.profile.Elsewhere;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The requests in state Waiting-For-Signature. Who signs holds a lease on the row: it keeps others away while no transaction is
 * open, and runs out when its holder dies.
 */
public final class WaitingForSignature {
    private final JdbcTemplate jdbc;

    public WaitingForSignature(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes up to {@code max} requests that nobody has a lease on, the oldest first.
     *
     * @param others whose requests are left alone
     */
    public List<StoredRequest> lease(int max, String holder, Instant now, Duration lease, Elsewhere others) {
        // ARRAY(…) is computed once; "IN (SELECT … LIMIT …)" might be run again for each row, and take more
        List<StoredRequest> leased = jdbc.query(
                "UPDATE request SET lease_until = ?::timestamptz, lease_holder = ? WHERE id = ANY (ARRAY("
                        + "SELECT id FROM request WHERE state = 'Waiting-For-Signature'"
                        // one that ends far from now was taken by a clock that was wrong
                        + " AND (lease_until IS NULL OR lease_until <= ?::timestamptz"
                        + " OR lease_until > ?::timestamptz + interval '10 minutes')"
                        + " AND NOT (coalesce(profile_hash, '') = ANY (?::text[]) OR profile = ANY (?::text[]))"
                        + " ORDER BY received_at LIMIT ? FOR UPDATE SKIP LOCKED)) RETURNING "
                        + StoredRequests.COLUMNS,
                StoredRequests.ROW,
                now.plus(lease).toString(),
                holder,
                now.toString(),
                now.toString(),
                others.hashArray(),
                others.nameArray(),
                max);
        return leased.stream()
                .sorted(Comparator.comparing(StoredRequest::receivedAt).thenComparing(StoredRequest::id))
                .toList();
    }

    /**
     * A request that has its certificate.
     *
     * @param command the JSON that stands in its row now
     */
    public record Issued(long revision, String command) {}

    /**
     * Their certificates are signed: on to Waiting-For-Transmission.
     *
     * @param serials by request
     * @param atHand until when the holder tells of them itself; null if whoever looks is to do it
     * @return those that the holder still had the lease on; a certificate for any other one is not to be stored
     */
    public Map<UUID, Issued> issued(Map<UUID, String> serials, String holder, Instant now, @Nullable Instant atHand) {
        if (serials.isEmpty()) {
            return Map.of();
        }
        List<Map.Entry<UUID, String>> entries = List.copyOf(serials.entrySet());
        Map<UUID, Issued> ours = new HashMap<>();
        jdbc.query(
                "UPDATE request r SET state = 'Waiting-For-Transmission', outcome = 'Issued', word = 'outcome',"
                        + " serial = t.serial, revision = r.revision + 1, lease_until = ?::timestamptz,"
                        + " lease_holder = CASE WHEN ? THEN r.lease_holder END, updated_at = ?::timestamptz"
                        + " FROM unnest(?::uuid[], ?::text[]) t(id, serial)"
                        + " WHERE r.id = t.id AND r.state = 'Waiting-For-Signature' AND r.lease_holder = ?"
                        + " RETURNING r.id, r.revision, r.command",
                row -> {
                    if (ours.put(row.getObject(1, UUID.class), new Issued(row.getLong(2), row.getString(3))) != null) {
                        throw new IllegalStateException("A transition of one request changed several rows.");
                    }
                },
                atHand == null ? null : atHand.toString(),
                atHand != null,
                now.toString(),
                entries.stream().map(e -> e.getKey().toString()).toArray(String[]::new),
                entries.stream().map(Map.Entry::getValue).toArray(String[]::new),
                holder);
        return ours;
    }

    /**
     * Gives leases back without a signature.
     *
     * @param until nobody leases them before; null for at once
     */
    public void putBack(Collection<UUID> ids, String holder, @Nullable Instant until) {
        if (!ids.isEmpty()) {
            jdbc.update(
                    "UPDATE request SET lease_until = ?::timestamptz, lease_holder = NULL"
                            + " WHERE id = ANY (?::uuid[]) AND state = 'Waiting-For-Signature' AND lease_holder = ?",
                    until == null ? null : until.toString(),
                    ids.stream().map(UUID::toString).toArray(String[]::new),
                    holder);
        }
    }

    /** Nothing will be signed for it: the linter stopped it. True if the holder still had the lease. */
    public boolean rejected(UUID id, Problem problem, String holder, Instant now) {
        return Transition.won(jdbc.update(
                "UPDATE request SET state = 'Waiting-For-Transmission', outcome = 'Rejected', word = 'outcome',"
                        + " problem = ?, revision = revision + 1, lease_until = NULL, lease_holder = NULL,"
                        + " decided_at = ?::timestamptz, updated_at = ?::timestamptz"
                        + " WHERE id = ? AND state = 'Waiting-For-Signature' AND lease_holder = ?",
                MessageJson.mapper().writeValueAsString(problem),
                now.toString(),
                now.toString(),
                id,
                holder));
    }
}
