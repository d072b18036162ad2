package org.httpca.web.acme.limit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What accounts have asked for, as the tables say; read alone. */
@Component
@WhereAcmeIsOn
class Usage {
    private final JdbcClient jdbc;

    Usage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the oldest of the last so many finalized orders for these names was made, if there were as many since. */
    Optional<Instant> oldest(UUID account, Octets names, Instant since, int count) {
        return jdbc.sql("""
                        select created_at from acme_order where names_sha256 = ? and account_id = ? and request_id is not null
                        and created_at > ? order by created_at desc offset ? limit 1""")
                .params(names.toArray(), account, Timestamp.from(since), count - 1)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /**
     * How many authorizations are pending, of those that end last.
     *
     * @param most twice as many are looked at: a busy account has hundreds of thousands that are shown long since
     */
    long pending(UUID account, Instant now, int most) {
        return jdbc.sql("""
                        select count(*) from (select id, deactivated_at from acme_authorization where account_id = ? and expires_at > ?
                          order by expires_at desc limit ?) a
                        where a.deactivated_at is null
                        and not exists (select 1 from acme_challenge c where c.authorization_id = a.id and c.outcome is not null)""")
                .params(account, Timestamp.from(now), 2L * most)
                .query(Long.class)
                .single();
    }

    /** Whether an operator lifted the account's limits. */
    Optional<Boolean> unlimited(UUID account) {
        return jdbc.sql("select unlimited from acme_account where id = ?")
                .param(account)
                .query(Boolean.class)
                .optional();
    }
}
