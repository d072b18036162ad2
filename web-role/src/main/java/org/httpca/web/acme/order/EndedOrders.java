package org.httpca.web.acme.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.httpca.web.acme.authorization.Authorization;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes what ended: after a day where no check was asked for, otherwise after a month; accounts stay. An order with a certificate stays until a
 * month after that one's end: by it the account revokes, fetches and replaces it.
 */
class EndedOrders {
    private static final Duration KEPT = Duration.ofDays(30);

    /** Where no check was ever asked for: nobody has missed it, and anybody makes any number of them. */
    private static final Duration KEPT_UNASKED = Duration.ofDays(1);

    /** With up to a hundred times as many rows that go with them. */
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    EndedOrders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Each kind on its own: what fails with one keeps no other. */
    void purge() {
        Instant now = clock.instant();
        List<IntSupplier> kinds = List.of(
                () -> unaskedOrders(now.minus(KEPT_UNASKED)),
                () -> orders(now.minus(KEPT)),
                () -> unaskedAuthorizations(now.minus(KEPT_UNASKED)),
                // What was shown counts for longer than it may be pending.
                () -> authorizations(now.minus(KEPT).minus(Authorization.VALID_FOR)));
        DataAccessException failed = null;
        for (IntSupplier kind : kinds) {
            try {
                while (kind.getAsInt() == AT_ONCE) {
                    // there is more of it
                }
            } catch (DataAccessException e) {
                if (failed != null) {
                    e.addSuppressed(failed);
                }
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private int unaskedOrders(Instant before) {
        return jdbc.sql("""
                        delete from acme_order where id in (
                          select o.id from acme_order o where o.expires_at < :before and o.request_id is null
                            and not exists (select 1 from acme_order_authorization l
                              join acme_challenge c on c.authorization_id = l.authorization_id
                              where l.order_id = o.id and c.asked_at is not null)
                          limit :most)""")
                .param("before", Timestamp.from(before))
                .param("most", AT_ONCE)
                .update();
    }

    private int unaskedAuthorizations(Instant before) {
        return authorizations(
                before,
                "and not exists (select 1 from acme_challenge c where c.authorization_id = a.id and c.asked_at is not null)");
    }

    private int orders(Instant before) {
        return jdbc.sql("""
                        delete from acme_order where id in (
                          select o.id from acme_order o left join request r on r.id = o.request_id
                          left join certificate c on c.request_id = o.request_id
                          where o.expires_at < :before
                            and (o.request_id is null or r.status in ('rejected', 'withdrawn') or c.not_after < :before)
                          limit :most)""")
                .param("before", Timestamp.from(before))
                .param("most", AT_ONCE)
                .update();
    }

    private int authorizations(Instant before) {
        return authorizations(before, "");
    }

    private int authorizations(Instant before, String those) {
        return jdbc.sql("""
                        with ended as materialized (
                          select a.id from acme_authorization a where a.expires_at < :before
                            and not exists (select 1 from acme_order_authorization o where o.authorization_id = a.id) %s limit :most),
                        challenges as (delete from acme_challenge where authorization_id in (select id from ended))
                        delete from acme_authorization where id in (select id from ended)""".formatted(those))
                .param("before", Timestamp.from(before))
                .param("most", AT_ONCE)
                .update();
    }
}
