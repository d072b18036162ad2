package org.httpca.signer.administrator;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.signer.profile.Elsewhere;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The orders of administrators: appended by their command line, counted or refused here. */
public final class Orders {

    private static final RowMapper<StoredOrder> ROW = (row, number) -> new StoredOrder(
            row.getLong("id"),
            row.getString("administrator"),
            row.getObject("request_id", UUID.class),
            row.getString("action"),
            row.getLong("sequence"),
            row.getString("jws"));

    private static final String SELECT =
            "SELECT id, administrator, request_id, action, sequence, jws FROM admin_order ";

    /** Any number that no other lock of this database has. */
    private static final long COUNTING = 0x6f72646572L;

    private static final String IN_ORDER = " ORDER BY administrator, sequence LIMIT ? FOR UPDATE OF o SKIP LOCKED";

    private static final String NOT_LEFT = """
            (o.action = 'halt' OR NOT EXISTS (
                SELECT 1 FROM admin_order earlier JOIN request r ON r.id = earlier.request_id
                WHERE earlier.administrator = o.administrator AND earlier.sequence <= o.sequence
                  AND earlier.counted_at IS NULL AND r.state = 'Waiting-For-Approval'
                  AND (r.profile_hash = ANY (?::text[]) OR r.profile = ANY (?::text[]))))
            """;

    private final JdbcTemplate jdbc;

    public Orders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Orders that wait to be counted, locked until the transaction's end; each administrator's in the order of their numbers.
     * One process counts at a time: two would see an administrator's numbers out of order and refuse what is good. People give
     * orders, so one is enough. An order on a request that is left to another signer is left to it as well, and so are the later
     * ones of that administrator: a number that was counted closes all that are below it. An order to halt waits for nobody, even
     * so: the earlier ones have to be given again.
     *
     * @param others whose requests are left alone
     */
    public List<StoredOrder> claim(int most, Elsewhere others) {
        Boolean ours = jdbc.queryForObject("SELECT pg_try_advisory_xact_lock(?)", Boolean.class, COUNTING);
        if (!Boolean.TRUE.equals(ours)) {
            return List.of();
        }
        if (others.equals(Elsewhere.NOTHING)) {
            return jdbc.query(SELECT + "o WHERE counted_at IS NULL" + IN_ORDER, ROW, most);
        }
        return jdbc.query(
                SELECT + "o WHERE counted_at IS NULL AND " + NOT_LEFT + IN_ORDER,
                ROW,
                others.hashArray(),
                others.nameArray(),
                most);
    }

    /** The largest number of an order of this administrator that was counted; 0 if none was. */
    public long lastSequence(String administrator) {
        Long last = jdbc.queryForObject(
                "SELECT coalesce(max(sequence), 0) FROM admin_order WHERE administrator = ? AND verdict = 'counted'",
                Long.class,
                administrator);
        return last == null ? 0 : last;
    }

    /** Orders on a request that were counted; to be verified again before they are believed. */
    public List<StoredOrder> counted(UUID requestId) {
        return jdbc.query(SELECT + "WHERE request_id = ? AND verdict = 'counted' ORDER BY id", ROW, requestId);
    }

    public void count(StoredOrder order, Instant now) {
        settle(order, "counted", null, now);
    }

    /** @param reason for the administrator */
    public void refuse(StoredOrder order, String reason, Instant now) {
        settle(order, "refused", reason, now);
    }

    private void settle(StoredOrder order, String verdict, @Nullable String reason, Instant now) {
        int rows = jdbc.update(
                "UPDATE admin_order SET counted_at = ?, verdict = ?, reason = ? WHERE id = ? AND counted_at IS NULL",
                Timestamp.from(now),
                verdict,
                reason,
                order.id());
        if (rows != 1) {
            throw new IllegalStateException("Order " + order.id() + " was claimed, and is settled already.");
        }
    }

    /** The request was evaluated again: what was counted for it counts no more, and its administrators can decide anew. */
    public int supersede(UUID requestId) {
        return jdbc.update(
                "UPDATE admin_order SET verdict = 'refused', reason = 'the profile has changed since'"
                        + " WHERE request_id = ? AND verdict = 'counted'",
                requestId);
    }
}
