package org.httpca.web.acme.challenge;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.httpca.acme.jws.JsonText;
import org.httpca.envelope.UuidSource;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.WhereAcmeIsOn;
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

    private static final String SELECT =
            "select c.id, c.authorization_id, c.type, c.token, c.asked_at is not null, c.outcome, c.decided_at, c.problem"
                    + " from acme_challenge c ";

    private final JdbcClient jdbc;
    private final UuidSource ids;
    private final SecureRandom random;
    private final Clock clock;

    Challenges(JdbcClient jdbc, UuidSource ids, SecureRandom random, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Makes those of a new authorization, in its transaction. Each has a token, also where its type would not need one. */
    public void make(UUID authorization, Identifier identifier) {
        for (ChallengeType type : ChallengeType.of(identifier)) {
            byte[] token = new byte[TOKEN];
            random.nextBytes(token);
            jdbc.sql("insert into acme_challenge (id, authorization_id, type, token) values (?, ?, ?, ?)")
                    .params(ids.get(), authorization, type.word(), JsonText.base64Url(token))
                    .update();
        }
    }

    /** Those of these authorizations, each list in the order of the types. */
    public Map<UUID, List<Challenge>> of(Collection<UUID> authorizations) {
        return jdbc
                .sql(SELECT + "where c.authorization_id = any(?)")
                .param(authorizations.toArray(UUID[]::new))
                .query(Challenges::challenge)
                .list()
                .stream()
                .sorted(Comparator.comparing(Challenge::type))
                .collect(Collectors.groupingBy(Challenge::authorization));
    }

    Optional<Challenge> find(UUID account, UUID id) {
        return jdbc.sql(SELECT
                        + "join acme_authorization a on a.id = c.authorization_id where c.id = ? and a.account_id = ?")
                .params(id, account)
                .query(Challenges::challenge)
                .optional();
    }

    /** Has it checked, once, while its authorization is pending; otherwise nothing happens. */
    void ask(UUID account, UUID id, String thumbprint) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        update acme_challenge c set asked_at = ?, thumbprint = ?, due_at = ?
                        from acme_authorization a
                        where c.id = ? and c.asked_at is null and c.outcome is null
                          and a.id = c.authorization_id and a.account_id = ? and a.deactivated_at is null and a.expires_at > ?
                          and not exists (select 1 from acme_challenge o
                                          where o.authorization_id = a.id and o.outcome is not null)""").params(now, thumbprint, now, id, account, now).update();
    }

    private static Challenge challenge(ResultSet row, int n) throws SQLException {
        Timestamp decided = row.getTimestamp(7);
        return new Challenge(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                ChallengeType.ofWord(row.getString(3)),
                row.getString(4),
                row.getBoolean(5),
                row.getString(6),
                decided == null ? null : decided.toInstant(),
                row.getString(8));
    }
}
