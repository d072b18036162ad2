package org.httpca.web.acme.order;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Orders for operators, the newest first. A status is nowhere stored, so that looking for one is reading orders one after the other; a page ends
 * after so many, found or not.
 */
@Component
@WhereAcmeIsOn
public class OrderSearch {
    /** On one page at most. */
    public static final int PAGE = 50;

    /** So many are read for a page. */
    static final int READ = 200;

    /** Of those, the ones whose request says that they may have the status are read. */
    private static final int LOOKED_AT = 2000;

    /** A name's newest authorizations; older ones are of orders that ended long ago. */
    private static final int AUTHORIZATIONS = 1000;

    /** After every id, so that each statement goes along its index from where a page begins. */
    private static final UUID LAST = new UUID(-1, -1);

    private static final String OF_NAME = """
            with a as materialized (select id from acme_authorization where value = :value and type = :type and wildcard = :wildcard
                and (:account::uuid is null or account_id = :account::uuid) order by id desc limit :authorizations)
            select distinct o.order_id from a cross join lateral (
                select order_id from acme_order_authorization where authorization_id = a.id and order_id < :before
                order by order_id desc limit :most) o
            order by o.order_id desc limit :most""";

    private static final String OF_ACCOUNT =
            "select id from acme_order where account_id = :account and id < :before order by id desc limit :most";

    private static final String ALL = "select id from acme_order where id < :before order by id desc limit :most";

    private final JdbcClient jdbc;
    private final Orders orders;
    private final Clock clock;

    OrderSearch(JdbcClient jdbc, Orders orders, Clock clock) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.clock = clock;
    }

    /** What is looked for; null for what does not matter. */
    public record Wanted(
            @Nullable Identifier name,
            @Nullable String status,
            @Nullable UUID account) {}

    /**
     * A page.
     *
     * @param next where the next one begins; null at the end
     */
    public record Page(List<OrderSummary> orders, @Nullable UUID next) {
        public Page {
            orders = List.copyOf(orders);
        }
    }

    /** @param before the {@code next} of the page before; null for the first */
    public Page find(Wanted wanted, @Nullable UUID before) {
        List<UUID> newest = newest(wanted, before);
        boolean more = newest.size() > LOOKED_AT;
        List<UUID> looked = more ? newest.subList(0, LOOKED_AT) : newest;
        List<OrderSummary> found = new ArrayList<>();
        int read = 0;
        for (Row row : rows(looked, wanted.status())) {
            if (found.size() == PAGE || read == READ) {
                return new Page(found, row.previous);
            }
            read++;
            summary(row)
                    .filter(order -> wanted.status() == null || wanted.status().equals(order.status()))
                    .ifPresent(found::add);
        }
        return new Page(found, more ? looked.get(looked.size() - 1) : null);
    }

    private List<UUID> newest(Wanted wanted, @Nullable UUID before) {
        Identifier name = wanted.name();
        JdbcClient.StatementSpec query = jdbc.sql(name != null ? OF_NAME : wanted.account() != null ? OF_ACCOUNT : ALL)
                .param("before", before == null ? LAST : before)
                .param("most", LOOKED_AT + 1);
        if (name != null) {
            query = query.param("value", name.wildcard() ? name.value().substring(2) : name.value())
                    .param("type", name.type().wireName())
                    .param("wildcard", name.wildcard())
                    .param("authorizations", AUTHORIZATIONS);
        }
        if (name != null || wanted.account() != null) {
            query = query.param("account", wanted.account());
        }
        return query.query(UUID.class).list();
    }

    /** @param previous the order that was read before it, from which a page goes on */
    private record Row(
            UUID id,
            UUID account,
            Instant madeAt,
            Instant expiresAt,
            @Nullable UUID request,
            UUID previous) {}

    private List<Row> rows(List<UUID> all, @Nullable String status) {
        List<Row> rows = new ArrayList<>();
        jdbc.sql("select o.id, o.account_id, o.created_at, o.expires_at, o.request_id from acme_order o"
                        + " left join request r on r.id = o.request_id where o.id = any(:all) and " + possible(status)
                        + " order by o.id desc limit :most")
                .param("all", all.toArray(UUID[]::new))
                .param("most", READ + 1)
                .query(row -> {
                    UUID id = row.getObject(1, UUID.class);
                    rows.add(new Row(
                            id,
                            row.getObject(2, UUID.class),
                            row.getTimestamp(3).toInstant(),
                            row.getTimestamp(4).toInstant(),
                            row.getObject(5, UUID.class),
                            rows.isEmpty() ? id : rows.get(rows.size() - 1).id));
                });
        return rows;
    }

    /** What the request alone says of an order's status; {@link Order#status} says the rest. */
    private static String possible(@Nullable String status) {
        if (status == null) {
            return "true";
        }
        return switch (status) {
            case "valid" -> "r.status = 'issued'";
            case "processing" -> "r.status not in ('issued', 'rejected', 'withdrawn')";
            case "invalid" -> "(r.id is null or r.status in ('rejected', 'withdrawn'))";
            default -> "r.id is null";
        };
    }

    /** Empty for one that was removed meanwhile. */
    private Optional<OrderSummary> summary(Row row) {
        return orders.find(row.account, row.id)
                .map(order -> new OrderSummary(
                        row.id,
                        row.account,
                        order.identifiers().stream().map(Identifier::value).toList(),
                        order.status(clock.instant()),
                        row.madeAt,
                        row.expiresAt,
                        row.request));
    }
}
