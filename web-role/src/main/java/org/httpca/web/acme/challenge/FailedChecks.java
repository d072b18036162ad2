package org.httpca.web.acme.challenge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.httpca.acme.jws.JsonText;
import org.httpca.pki.Identifier;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The checks that failed, for operators, the newest first. */
@Component
@WhereAcmeIsOn
public class FailedChecks {
    /** On one page. */
    public static final int PAGE = 50;

    private static final int AUTHORIZATIONS = 1000;
    private static final int ORDERS = 200;

    private static final String SELECT = """
            select c.id, a.account_id, case when a.wildcard then '*.' || a.value else a.value end, c.type, c.decided_at, c.attempts, c.problem
            from acme_challenge c join acme_authorization a on a.id = c.authorization_id where c.outcome = 'invalid'
            """;

    /** From there on, along the index. */
    private static final String OLDER =
            "and (c.decided_at, c.id) < (select b.decided_at, b.id from acme_challenge b where b.id = :before) ";

    private static final String NEWEST = "order by c.decided_at desc, c.id desc limit :page";

    private static final String OF_NAME = """
            and c.authorization_id in (with newest as materialized (select id from acme_authorization
                where value = :value and type = :type and wildcard = :wildcard order by id desc limit :most) select id from newest)
            """;

    private static final String OF_ACCOUNT = """
            and c.authorization_id in (with newest as materialized (select distinct oa.authorization_id
                from (select id from acme_order where account_id = :account order by id desc limit :most) o
                join acme_order_authorization oa on oa.order_id = o.id) select authorization_id from newest)
            """;

    private final JdbcClient jdbc;

    FailedChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of all accounts.
     *
     * @param name null for every name
     * @param before the last of the page before; null for the first
     * @return up to {@link #PAGE} and one more, which says that there is another page
     */
    public List<FailedCheck> find(@Nullable Identifier name, @Nullable UUID before) {
        JdbcClient.StatementSpec query = jdbc.sql(
                        SELECT + (name == null ? "" : OF_NAME) + (before == null ? "" : OLDER) + NEWEST)
                .param("before", before);
        if (name != null) {
            query = query.param("value", name.wildcard() ? name.value().substring(2) : name.value())
                    .param("type", name.type().wireName())
                    .param("wildcard", name.wildcard())
                    .param("most", AUTHORIZATIONS);
        }
        return query.param("page", PAGE + 1).query(FailedChecks::check).list();
    }

    /** The newest for the newest orders of an account. */
    public List<FailedCheck> of(UUID account) {
        return jdbc.sql(SELECT + OF_ACCOUNT + NEWEST)
                .param("account", account)
                .param("most", ORDERS)
                .param("page", PAGE)
                .query(FailedChecks::check)
                .list();
    }

    private static FailedCheck check(ResultSet row, int n) throws SQLException {
        String problem = row.getString(7);
        JsonNode read = problem == null ? null : JsonText.object("The stored problem", problem);
        String type = read == null ? "" : read.path("type").asString("");
        return new FailedCheck(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                row.getInt(6),
                type.substring(type.lastIndexOf(':') + 1),
                read == null ? "" : read.path("detail").asString(""));
    }
}
