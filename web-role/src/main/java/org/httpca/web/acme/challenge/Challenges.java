package org.httpca.web.acme.challenge;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.httpca.acme.jws.JsonText;
import org.httpca.envelope.UuidSource;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.settings.WebSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All challenges. This role makes them and asks for their checks; it has no right to write what came of one, and the seam to the worker is the row:
 * whatever has a {@code due_at} that is past is to be checked.
 */
@Component
@WhereAcmeIsOn
public class Challenges {
    private static final int TOKEN = 32; // section 8.1 wants 128 bits

    /** Of {@code acme_challenge c}, for {@link #at}. */
    public static final String COLUMNS =
            "c.id, c.authorization_id, c.type, c.token, c.asked_at is not null, c.thumbprint, c.outcome, c.decided_at, c.problem,"
                    + " c.good_until";

    private static final String SELECT = "select " + COLUMNS + " from acme_challenge c ";

    private final JdbcClient jdbc;
    private final UuidSource ids;
    private final SecureRandom random;
    private final Clock clock;
    private final List<String> issuerDomainNames;

    Challenges(JdbcClient jdbc, UuidSource ids, SecureRandom random, Clock clock, WebSettings settings) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.issuerDomainNames = settings.acme().issuerDomainNames();
    }

    /** Makes those of new authorizations, in their transaction. Each has a token, also where its type would not need one. */
    public void make(Map<UUID, Identifier> authorizations) {
        List<UUID> own = new ArrayList<>();
        List<UUID> of = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        authorizations.forEach((authorization, identifier) -> {
            for (ChallengeType type : ChallengeType.of(identifier, !issuerDomainNames.isEmpty())) {
                byte[] token = new byte[TOKEN];
                random.nextBytes(token);
                own.add(ids.get());
                of.add(authorization);
                types.add(type.word());
                tokens.add(JsonText.base64Url(token));
            }
        });
        jdbc.sql("insert into acme_challenge (id, authorization_id, type, token)"
                        + " select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[])")
                .params(
                        own.toArray(UUID[]::new),
                        of.toArray(UUID[]::new),
                        types.toArray(String[]::new),
                        tokens.toArray(String[]::new))
                .update();
    }

    Optional<Challenge> find(UUID account, UUID id) {
        return jdbc.sql(SELECT
                        + "join acme_authorization a on a.id = c.authorization_id where c.id = ? and a.account_id = ?")
                .params(id, account)
                .query((row, n) -> at(row, 1))
                .optional();
    }

    /** Those among these that have their outcome. */
    List<Challenge> decided(Collection<UUID> among) {
        return jdbc.sql(SELECT + "where c.id = any(?) and c.outcome is not null")
                .param(among.toArray(UUID[]::new))
                .query((row, n) -> at(row, 1))
                .list();
    }

    /**
     * Has it checked, once, while its authorization is pending; otherwise nothing happens.
     *
     * @param accountUrl as this client knows its account
     * @return whether it is to be checked now
     */
    boolean ask(UUID account, UUID id, String thumbprint, String accountUrl) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        update acme_challenge c set asked_at = ?, thumbprint = ?, account_url = ?, due_at = ?
                        from acme_authorization a
                        where c.id = ? and c.asked_at is null and c.outcome is null
                          and a.id = c.authorization_id and a.account_id = ? and a.deactivated_at is null and a.expires_at > ?
                          and not exists (select 1 from acme_challenge o
                                          where o.authorization_id = a.id and o.outcome is not null)""")
                        .params(now, thumbprint, accountUrl, now, id, account, now)
                        .update()
                == 1;
    }

    /** @param first where {@link #COLUMNS} begin in the row */
    public Challenge at(ResultSet row, int first) throws SQLException {
        ChallengeType type = ChallengeType.ofWord(row.getString(first + 2));
        Timestamp decided = row.getTimestamp(first + 7);
        Timestamp goodUntil = row.getTimestamp(first + 9);
        return new Challenge(
                row.getObject(first, UUID.class),
                row.getObject(first + 1, UUID.class),
                type,
                row.getString(first + 3),
                type == ChallengeType.DNS_PERSIST_01 ? issuerDomainNames : List.of(),
                row.getBoolean(first + 4),
                row.getString(first + 5),
                row.getString(first + 6),
                decided == null ? null : decided.toInstant(),
                row.getString(first + 8),
                goodUntil == null ? null : goodUntil.toInstant());
    }
}
