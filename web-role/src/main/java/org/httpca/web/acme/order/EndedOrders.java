package org.httpca.web.acme.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.httpca.web.acme.authorization.Authorization;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Deletes what ended long ago; accounts stay. An order with a certificate stays until a month after that one's end: by it the account revokes, fetches and
 * replaces it.
 */
class EndedOrders {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    EndedOrders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void purge() {
        Instant before = clock.instant().minus(KEPT);
        int gone;
        do {
            gone = orders(before);
        } while (gone == AT_ONCE);
        // What was shown counts for longer than it may be pending.
        Instant shownBefore = before.minus(Authorization.VALID_FOR);
        do {
            gone = authorizations(shownBefore);
        } while (gone == AT_ONCE);
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
        return jdbc.sql("""
                        with ended as materialized (
                          select a.id from acme_authorization a where a.expires_at < :before
                            and not exists (select 1 from acme_order_authorization o where o.authorization_id = a.id) limit :most),
                        challenges as (delete from acme_challenge where authorization_id in (select id from ended))
                        delete from acme_authorization where id in (select id from ended)""")
                .param("before", Timestamp.from(before))
                .param("most", AT_ONCE)
                .update();
    }
}
