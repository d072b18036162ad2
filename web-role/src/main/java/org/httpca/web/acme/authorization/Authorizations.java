package org.httpca.web.acme.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.httpca.envelope.UuidSource;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.challenge.Challenge;
import org.httpca.web.acme.challenge.Challenges;
import org.httpca.web.acme.limit.AccountLimits;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** All authorizations. Each is its account's, and is found by that account alone. */
@Component
@WhereAcmeIsOn
public class Authorizations {
    /** What ends sooner is not worth an order. */
    private static final Duration WORTH = Duration.ofHours(1);

    private static final String COLUMNS =
            "a.id, a.type, a.value, a.wildcard, a.expires_at, a.deactivated_at is not null, k.thumbprint, ";
    private static final int CHALLENGE = 8;
    private static final String JOINED =
            " join acme_account k on k.id = a.account_id join acme_challenge c on c.authorization_id = a.id ";
    private static final String SELECT =
            "select " + COLUMNS + Challenges.COLUMNS + " from acme_authorization a" + JOINED;

    /** Of each name that something was found out about; older ones are not looked at. */
    private static final int NEWEST = 20;

    /** Of each name, whether something was found out about them or not: a question has an end, whatever a client has left behind. */
    private static final int LOOKED_AT = 1000;

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Challenges challenges;
    private final AccountLimits limits;
    private final UuidSource ids;
    private final Clock clock;

    Authorizations(
            DataSource database,
            JdbcClient jdbc,
            Challenges challenges,
            AccountLimits limits,
            UuidSource ids,
            Clock clock) {
        this.limits = limits;
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.jdbc = jdbc;
        this.challenges = challenges;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Authorization> find(UUID account, UUID id) {
        return of(jdbc.sql(SELECT + "where a.id = ? and a.account_id = ?")
                        .params(id, account)
                        .query(this::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** Those of an order, in the order of its identifiers. */
    public List<Authorization> ofOrder(UUID order) {
        return of(jdbc.sql("select " + COLUMNS + Challenges.COLUMNS + " from acme_order_authorization o"
                        + " join acme_authorization a on a.id = o.authorization_id" + JOINED
                        + "where o.order_id = ? order by o.number")
                .param(order)
                .query(this::row)
                .list());
    }

    /** Those of this account that are valid for a while still, of these names: one for each name that has any. */
    public Map<Identifier, Authorization> valid(UUID account, Collection<Identifier> identifiers) {
        return valid(decided(account, identifiers));
    }

    /**
     * What there is for these names and what is to be made. Refused where limits do not allow another try: of the account, and of the address that
     * the call came from. Not for a transaction: no connection is held while a limit is looked up.
     */
    public Needed needed(HttpServletRequest call, UUID account, List<Identifier> identifiers) {
        List<Authorization> decided = decided(account, identifiers);
        Needed needed = new Needed(account, identifiers, valid(decided));
        List<Identifier> missing = needed.missing();
        if (!missing.isEmpty()) {
            missing.forEach(name -> limits.name(account, name.value(), failed(decided, name)));
            limits.authorizations(call, account, missing.size());
        }
        return needed;
    }

    /** For each name a valid one, or a new one, in their order; in the transaction of what needs them. */
    public List<Authorization> validOrNew(Needed needed) {
        Map<Identifier, Authorization> all = new HashMap<>(needed.valid);
        List<Identifier> missing = needed.missing();
        if (!missing.isEmpty()) {
            make(needed.account, missing).forEach(one -> all.put(one.identifier(), one));
        }
        return needed.identifiers.stream()
                .map(identifier -> Objects.requireNonNull(all.get(identifier)))
                .toList();
    }

    /** Names, and what an account has for them already. */
    public record Needed(UUID account, List<Identifier> identifiers, Map<Identifier, Authorization> valid) {
        public Needed {
            identifiers = List.copyOf(identifiers);
            valid = Map.copyOf(valid);
        }

        private List<Identifier> missing() {
            return identifiers.stream()
                    .filter(identifier -> !valid.containsKey(identifier))
                    .toList();
        }
    }

    private Map<Identifier, Authorization> valid(List<Authorization> decided) {
        Instant until = clock.instant().plus(WORTH);
        Map<Identifier, Authorization> valid = new HashMap<>();
        decided.stream().filter(one -> one.isValid(until)).forEach(one -> valid.putIfAbsent(one.identifier(), one));
        return valid;
    }

    private static List<Instant> failed(List<Authorization> decided, Identifier name) {
        return decided.stream()
                .filter(one -> one.identifier().equals(name))
                .flatMap(one -> one.failedAt().stream())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /**
     * The newest of each name that something was found out about, the newest first; with those challenges alone that have an outcome. The deactivated are
     * among them, for their checks failed all the same.
     */
    private List<Authorization> decided(UUID account, Collection<Identifier> identifiers) {
        return of(jdbc.sql("select " + COLUMNS + Challenges.COLUMNS
                        + " from unnest(?::text[], ?::text[], ?::boolean[]) as n (value, type, wildcard)"
                        + " cross join lateral (select x.* from (select * from acme_authorization where account_id = ?"
                        + " and value = n.value and type = n.type and wildcard = n.wildcard order by id desc limit "
                        + LOOKED_AT + ") x cross join lateral (select 1 from acme_challenge d"
                        + " where d.authorization_id = x.id and d.outcome is not null limit 1) d"
                        + " order by x.id desc limit ?) a" + JOINED
                        + "where c.outcome is not null order by a.id desc")
                .params(values(identifiers), types(identifiers), wildcards(identifiers))
                .params(account, Math.max(NEWEST, limits.failures()))
                .query(this::row)
                .list());
    }

    /** A valid one, or a new one, for no order yet. */
    Authorization ahead(HttpServletRequest call, UUID account, Identifier identifier) {
        Needed needed = needed(call, account, List.of(identifier));
        UUID id = Objects.requireNonNull(
                transaction.execute(status -> validOrNew(needed).get(0).id()));
        return find(account, id).orElseThrow();
    }

    /** New ones, which nothing was shown for yet. */
    private List<Authorization> make(UUID account, List<Identifier> identifiers) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = now.plus(Authorization.PENDING_FOR);
        Map<UUID, Identifier> fresh = new LinkedHashMap<>();
        identifiers.forEach(identifier -> fresh.put(ids.get(), identifier));
        jdbc.sql(
                        "insert into acme_authorization (id, account_id, type, value, wildcard, created_at, expires_at)"
                                + " select id, ?, type, value, wildcard, ?, ?"
                                + " from unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[]) as n (id, type, value, wildcard)")
                .params(
                        account,
                        Timestamp.from(now),
                        Timestamp.from(until),
                        fresh.keySet().toArray(UUID[]::new),
                        types(identifiers),
                        values(identifiers),
                        wildcards(identifiers))
                .update();
        challenges.make(fresh);
        return fresh.entrySet().stream()
                .map(one -> new Authorization(one.getKey(), one.getValue(), until, false, "", List.of()))
                .toList();
    }

    void deactivate(UUID account, UUID id) {
        jdbc.sql("update acme_authorization set deactivated_at = ?"
                        + " where id = ? and account_id = ? and deactivated_at is null")
                .params(Timestamp.from(clock.instant()), id, account)
                .update();
    }

    /** Rows of one authorization follow each other. */
    private static List<Authorization> of(List<Row> rows) {
        Map<UUID, List<Row>> each = new LinkedHashMap<>();
        rows.forEach(
                row -> each.computeIfAbsent(row.id, id -> new ArrayList<>()).add(row));
        return each.values().stream().map(Authorizations::authorization).toList();
    }

    private static Authorization authorization(List<Row> rows) {
        Row row = rows.get(0);
        return new Authorization(
                row.id,
                row.identifier,
                row.expiresAt,
                row.deactivated,
                row.thumbprint,
                rows.stream()
                        .map(Row::challenge)
                        .sorted(Comparator.comparing(Challenge::type))
                        .toList());
    }

    private static String[] values(Collection<Identifier> identifiers) {
        return identifiers.stream()
                .map(one -> one.wildcard() ? one.value().substring(2) : one.value())
                .toArray(String[]::new);
    }

    private static String[] types(Collection<Identifier> identifiers) {
        return identifiers.stream().map(one -> one.type().wireName()).toArray(String[]::new);
    }

    private static Boolean[] wildcards(Collection<Identifier> identifiers) {
        return identifiers.stream().map(Identifier::wildcard).toArray(Boolean[]::new);
    }

    private Row row(ResultSet row, int n) throws SQLException {
        Identifier.Type type = row.getString(2).equals("ip") ? Identifier.Type.IP : Identifier.Type.DNS;
        return new Row(
                row.getObject(1, UUID.class),
                new Identifier(type, row.getBoolean(4) ? "*." + row.getString(3) : row.getString(3)),
                row.getTimestamp(5).toInstant(),
                row.getBoolean(6),
                row.getString(7),
                challenges.at(row, CHALLENGE));
    }

    private record Row(
            UUID id,
            Identifier identifier,
            Instant expiresAt,
            boolean deactivated,
            String thumbprint,
            Challenge challenge) {}
}
