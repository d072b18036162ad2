package org.httpca.web.acme.order;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.httpca.envelope.UuidSource;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.authorization.Authorization;
import org.httpca.web.acme.authorization.Authorizations;
import org.httpca.web.request.Requests;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** All orders. Each is its account's, and is found by that account alone. */
class Orders {
    /** On one page of an account's list. */
    static final int PAGE = 100;

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Authorizations authorizations;
    private final Requests requests;
    private final UuidSource ids;
    private final Clock clock;

    Orders(
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Authorizations authorizations,
            Requests requests,
            UuidSource ids,
            Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.authorizations = authorizations;
        this.requests = requests;
        this.ids = ids;
        this.clock = clock;
    }

    /** An order with its authorizations, in one transaction. It ends with the first of them. */
    Order make(UUID account, List<Identifier> identifiers) {
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Authorization> all = identifiers.stream()
                    .map(identifier -> authorizations.validOrNew(account, identifier))
                    .toList();
            Instant now = clock.instant();
            Instant ends = all.stream()
                    .map(Authorization::expires)
                    .min(Instant::compareTo)
                    .filter(first -> first.isBefore(now.plus(Authorization.PENDING_FOR)))
                    .orElse(now.plus(Authorization.PENDING_FOR));
            UUID id = ids.get();
            jdbc.sql("insert into acme_order (id, account_id, created_at, expires_at) values (?, ?, ?, ?)")
                    .params(id, account, Timestamp.from(now), Timestamp.from(ends))
                    .update();
            for (int i = 0; i < all.size(); i++) {
                jdbc.sql("insert into acme_order_authorization (order_id, number, authorization_id) values (?, ?, ?)")
                        .params(id, i, all.get(i).id())
                        .update();
            }
            return new Order(id, account, ends, all, null);
        }));
    }

    Optional<Order> find(UUID account, UUID id) {
        Optional<Row> found = jdbc.sql("select expires_at, request_id from acme_order where id = ? and account_id = ?")
                .params(id, account)
                .query((row, n) -> new Row(row.getTimestamp(1).toInstant(), row.getObject(2, UUID.class)))
                .optional();
        return found.map(row -> new Order(
                id,
                account,
                row.expiresAt,
                authorizationsOf(id),
                row.requestId == null ? null : requests.find(row.requestId).orElseThrow()));
    }

    /** Finalizes it as this request, in the request's transaction; false if it was before, or has ended. */
    boolean take(UUID order, UUID request) {
        return jdbc.sql("update acme_order set request_id = ? where id = ? and request_id is null and expires_at > ?")
                        .params(request, order, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** What workers have signed about the names of an order. */
    List<String> evidence(UUID order) {
        return jdbc.sql("""
                        select c.evidence from acme_order_authorization o join acme_challenge c using (authorization_id)
                        where o.order_id = ? and c.outcome = 'valid' and c.evidence is not null order by o.number""").param(order).query(String.class).list();
    }

    /** Ids of an account's orders that are not invalid by their time, the newest first. */
    List<UUID> page(UUID account, @Nullable UUID before) {
        return jdbc.sql("""
                        select id from acme_order where account_id = :account and (:before::uuid is null or id < :before::uuid)
                          and (request_id is not null or expires_at > :now) order by id desc limit :page""")
                .param("account", account)
                .param("before", before)
                .param("now", Timestamp.from(clock.instant()))
                .param("page", PAGE)
                .query(UUID.class)
                .list();
    }

    private List<Authorization> authorizationsOf(UUID order) {
        List<UUID> all = jdbc.sql(
                        "select authorization_id from acme_order_authorization where order_id = ? order by number")
                .param(order)
                .query(UUID.class)
                .list();
        Map<UUID, Authorization> found =
                authorizations.findAll(all).stream().collect(Collectors.toMap(Authorization::id, Function.identity()));
        return all.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
    }

    private record Row(Instant expiresAt, @Nullable UUID requestId) {}
}
