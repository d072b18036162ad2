package org.httpca.signer.reload;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.httpca.order.Action;
import org.httpca.order.Order;
import org.httpca.order.SignedOrder;
import org.httpca.problem.Result;
import org.httpca.signer.administrator.StoredOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Orders to read the profiles again. One signer's decide stage counts such an order; each signer then carries it out for itself,
 * and believes in its signature only.
 */
public final class ReloadOrders {

    /** A signer that starts carries out what was counted shortly before: its file may have been read a moment too early. */
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final JdbcTemplate jdbc;
    private final Function<String, Result<SignedOrder>> verify;
    private @Nullable Long last;

    /** @param verify the order in a JWS, if somebody signed it who is an administrator at this moment */
    public ReloadOrders(JdbcTemplate jdbc, Function<String, Result<SignedOrder>> verify) {
        this.jdbc = jdbc;
        this.verify = verify;
    }

    /** An order that was not carried out here. @param id of its row */
    record Ordered(long id, Order order) {}

    /** The newest one; it settles those before it as well. */
    Optional<Ordered> next() {
        Long before = last;
        if (before == null) {
            before = jdbc.queryForObject(
                    "SELECT coalesce(max(id), 0) FROM admin_order WHERE action = 'reload-profiles' AND verdict = 'counted'"
                            + " AND counted_at < now() - make_interval(secs => ?)",
                    Long.class,
                    RECENT.toSeconds());
            last = before;
        }
        List<StoredOrder> rows = jdbc.query(
                "SELECT id, administrator, request_id, action, sequence, jws FROM admin_order"
                        + " WHERE action = 'reload-profiles' AND verdict = 'counted' AND id > ? ORDER BY id DESC LIMIT 20",
                (row, number) -> new StoredOrder(
                        row.getLong("id"),
                        row.getString("administrator"),
                        row.getObject("request_id", UUID.class),
                        row.getString("action"),
                        row.getLong("sequence"),
                        row.getString("jws")),
                before);
        return rows.stream().flatMap(row -> genuine(row).stream()).findFirst();
    }

    /** This one, and what was ordered before it, needs nothing more. */
    void done(Ordered ordered) {
        last = ordered.id();
    }

    private Optional<Ordered> genuine(StoredOrder row) {
        return verify.apply(row.jws()) instanceof Result.Passed<SignedOrder> passed
                        && passed.value().order().action() == Action.RELOAD_PROFILES
                        && row.tells(passed.value().order())
                ? Optional.of(new Ordered(row.id(), passed.value().order()))
                : Optional.empty();
    }
}
