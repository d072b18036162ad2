package org.httpca.web.acme.authorization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.httpca.envelope.UuidSource;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.challenge.Challenge;
import org.httpca.web.acme.challenge.Challenges;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All authorizations. Each is its account's, and is found by that account alone. */
@Component
@WhereAcmeIsOn
public class Authorizations {
    /** What ends sooner is not worth an order. */
    private static final Duration WORTH = Duration.ofHours(1);

    private static final String SELECT =
            "select id, type, value, wildcard, expires_at, deactivated_at is not null from acme_authorization where ";
    private static final int NEWEST = 20;

    private final JdbcClient jdbc;
    private final Challenges challenges;
    private final UuidSource ids;
    private final Clock clock;

    Authorizations(JdbcClient jdbc, Challenges challenges, UuidSource ids, Clock clock) {
        this.jdbc = jdbc;
        this.challenges = challenges;
        this.ids = ids;
        this.clock = clock;
    }

    public Optional<Authorization> find(UUID account, UUID id) {
        return of(jdbc.sql(SELECT + "id = ? and account_id = ?")
                        .params(id, account)
                        .query(Authorizations::row)
                        .list())
                .stream()
                .findFirst();
    }

    /** In no particular order. */
    public List<Authorization> findAll(Collection<UUID> all) {
        return of(jdbc.sql(SELECT + "id = any(?)")
                .param(all.toArray(UUID[]::new))
                .query(Authorizations::row)
                .list());
    }

    /** One of this account for the name that is valid for a while still, if there is one. */
    public Optional<Authorization> valid(UUID account, Identifier identifier) {
        Instant until = clock.instant().plus(WORTH);
        return of(jdbc.sql(SELECT + "account_id = ? and value = ? and type = ? and wildcard = ?"
                                + " and deactivated_at is null order by id desc limit " + NEWEST)
                        .params(account, base(identifier), identifier.type().wireName(), identifier.wildcard())
                        .query(Authorizations::row)
                        .list())
                .stream()
                .filter(one -> one.isValid(until))
                .findFirst();
    }

    /** A valid one, or a new one; in the transaction of what needs it. */
    public Authorization validOrNew(UUID account, Identifier identifier) {
        return valid(account, identifier).orElseGet(() -> make(account, identifier));
    }

    private Authorization make(UUID account, Identifier identifier) {
        Instant now = clock.instant();
        UUID id = ids.get();
        jdbc.sql("insert into acme_authorization (id, account_id, type, value, wildcard, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        account,
                        identifier.type().wireName(),
                        base(identifier),
                        identifier.wildcard(),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(Authorization.PENDING_FOR)))
                .update();
        challenges.make(id, identifier);
        return find(account, id).orElseThrow();
    }

    void deactivate(UUID account, UUID id) {
        jdbc.sql("update acme_authorization set deactivated_at = ?"
                        + " where id = ? and account_id = ? and deactivated_at is null")
                .params(Timestamp.from(clock.instant()), id, account)
                .update();
    }

    private List<Authorization> of(List<Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<Challenge>> all =
                challenges.of(rows.stream().map(Row::id).toList());
        return rows.stream()
                .map(row -> new Authorization(
                        row.id, row.identifier, row.expiresAt, row.deactivated, all.getOrDefault(row.id, List.of())))
                .toList();
    }

    private static String base(Identifier identifier) {
        return identifier.wildcard() ? identifier.value().substring(2) : identifier.value();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Identifier.Type type = row.getString(2).equals("ip") ? Identifier.Type.IP : Identifier.Type.DNS;
        return new Row(
                row.getObject(1, UUID.class),
                new Identifier(type, row.getBoolean(4) ? "*." + row.getString(3) : row.getString(3)),
                row.getTimestamp(5).toInstant(),
                row.getBoolean(6));
    }

    private record Row(UUID id, Identifier identifier, Instant expiresAt, boolean deactivated) {}
}
