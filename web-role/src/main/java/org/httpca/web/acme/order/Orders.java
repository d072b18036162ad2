package org.httpca.web.acme.order;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.httpca.envelope.UuidSource;
import org.httpca.message.MessageJson;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.web.acme.authorization.Authorization;
import org.httpca.web.acme.authorization.Authorizations;
import org.httpca.web.acme.challenge.Challenge;
import org.httpca.web.acme.limit.AccountLimits;
import org.httpca.web.certificate.CertificateView;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** All orders. Each is its account's, and is found by that account alone. */
class Orders {
    /** On one page of an account's list. */
    static final int PAGE = 100;

    /** How many orders for one replacement are looked at. */
    private static final int NEWEST = 20;

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Authorizations authorizations;
    private final AccountLimits limits;
    private final UuidSource ids;
    private final Clock clock;

    Orders(
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Authorizations authorizations,
            AccountLimits limits,
            UuidSource ids,
            Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.authorizations = authorizations;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** An order with its authorizations, in one transaction. It ends with the first of them. */
    Order make(HttpServletRequest call, UUID account, List<Identifier> identifiers, Terms terms) {
        Octets names = namesSha256(identifiers);
        limits.order(account, names);
        Authorizations.Needed needed = authorizations.needed(call, account, identifiers);
        return Objects.requireNonNull(transaction.execute(status -> {
            List<Authorization> all = authorizations.validOrNew(needed);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Instant ends = all.stream()
                    .map(Authorization::expires)
                    .min(Instant::compareTo)
                    .filter(first -> first.isBefore(now.plus(Authorization.PENDING_FOR)))
                    .orElse(now.plus(Authorization.PENDING_FOR));
            UUID id = ids.get();
            insert(id, account, now, ends, terms, names, all);
            return new Order(id, account, ends, all, terms, null, null);
        }));
    }

    private static Octets namesSha256(List<Identifier> identifiers) {
        String lines = identifiers.stream().map(one -> one.value() + "\n").collect(Collectors.joining());
        return Octets.of(lines.getBytes(StandardCharsets.US_ASCII)).sha256();
    }

    private void insert(
            UUID id, UUID account, Instant now, Instant ends, Terms terms, Octets names, List<Authorization> all) {
        Terms.Replaced replaces = terms.replaces();
        jdbc.sql(
                        "with made as (insert into acme_order (id, account_id, created_at, expires_at, profile, not_before, not_after,"
                                + " replaces, replaces_issuer, replaces_serial, names_sha256) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"
                                + " insert into acme_order_authorization (order_id, number, authorization_id)"
                                + " select ?, number - 1, id from unnest(?::uuid[]) with ordinality as n (id, number)")
                .params(id, account, Timestamp.from(now), Timestamp.from(ends))
                .param(terms.profile())
                .param(timestamp(terms.notBefore()))
                .param(timestamp(terms.notAfter()))
                .param(replaces == null ? null : replaces.id())
                .param(replaces == null ? null : replaces.issuer())
                .param(replaces == null ? null : replaces.serial())
                .param(names.toArray())
                .params(id, all.stream().map(Authorization::id).toArray(UUID[]::new))
                .update();
    }

    Optional<Order> find(UUID account, UUID id) {
        return jdbc.sql("select o.expires_at, r.status, r.problem, o.profile, o.not_before, o.not_after, o.replaces,"
                        + " o.replaces_issuer, o.replaces_serial from acme_order o"
                        + " left join request r on r.id = o.request_id where o.id = ? and o.account_id = ?")
                .params(id, account)
                .query((row, n) -> new Order(
                        id,
                        account,
                        row.getTimestamp(1).toInstant(),
                        authorizations.ofOrder(id),
                        terms(row),
                        row.getString(2),
                        problem(row.getString(3))))
                .optional();
    }

    /** Whether an order of this account that is not invalid replaces the certificate (RFC 9773, section 5). */
    boolean isReplaced(UUID account, CertificateView certificate) {
        return jdbc
                .sql(
                        "select id from acme_order where replaces_issuer = ? and replaces_serial = ? and replaces is not null"
                                + " order by id desc limit " + NEWEST)
                .params(certificate.issuer(), certificate.serial())
                .query(UUID.class)
                .list()
                .stream()
                .flatMap(id -> find(account, id).stream())
                .anyMatch(order -> !order.status(clock.instant()).equals("invalid"));
    }

    /** Finalizes it as this request, in the request's transaction; false if it was before, or has ended. */
    boolean take(UUID order, UUID request) {
        return jdbc.sql("update acme_order set request_id = ? where id = ? and request_id is null and expires_at > ?")
                        .params(request, order, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** What workers have signed about the names of an order: one statement for each, of the challenge by which its authorization is valid. */
    List<String> evidence(Order order) {
        UUID[] shown = order.authorizations().stream()
                .flatMap(one -> one.shown().stream())
                .map(Challenge::id)
                .toArray(UUID[]::new);
        return jdbc.sql("select c.evidence from unnest(?::uuid[]) with ordinality as n (id, number)"
                        + " join acme_challenge c on c.id = n.id where c.evidence is not null order by n.number")
                .param(shown)
                .query(String.class)
                .list();
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

    private static @Nullable Problem problem(@Nullable String json) {
        return json == null ? null : MessageJson.mapper().readValue(json, Problem.class);
    }

    private static Terms terms(ResultSet row) throws SQLException {
        String replaces = row.getString(7);
        return new Terms(
                row.getString(4),
                instant(row.getTimestamp(5)),
                instant(row.getTimestamp(6)),
                replaces == null ? null : new Terms.Replaced(replaces, row.getString(8), row.getString(9)));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
