package org.httpca.web.acme.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.request.RequestIds;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts for operators, the newest first. Each way to look for one has an index. */
@Component
@WhereAcmeIsOn
public class AccountSearch {
    /** On one page. */
    public static final int PAGE = 50;

    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String SELECT =
            "select a.id, a.status, a.contacts, a.thumbprint, a.source, a.created_at, a.terms_agreed_at, k.name"
                    + " from acme_account a left join acme_external_key k on k.kid = a.external_kid where ";

    /** Found first and sorted then: the planner knows little about how rare an address is. */
    private static final String OF_CONTACT =
            "a.id in (with found as materialized (select id from acme_account where contacts @> array[:text::text]) select id from found)";

    private final JdbcClient jdbc;

    AccountSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those that a text names: an account's id, a mail address, a key's thumbprint, the name or the id of an external key. All of them for an empty one.
     *
     * @param before the last of the page before; null for the first page
     * @return up to {@link #PAGE} and one more, which says that there is another page
     */
    public List<AccountSummary> find(String text, @Nullable UUID before) {
        String term = text.strip();
        return jdbc.sql(SELECT + condition(term) + (before == null ? "" : " and a.id < :before")
                        + " order by a.id desc limit :page")
                .param("text", term.contains("@") ? contact(term) : term)
                .param("before", before)
                .param("page", PAGE + 1)
                .query(AccountSearch::account)
                .list();
    }

    public Optional<AccountSummary> find(UUID id) {
        return jdbc.sql(SELECT + "a.id = ?")
                .param(id)
                .query(AccountSearch::account)
                .optional();
    }

    private static String condition(String term) {
        if (term.isEmpty()) {
            return ":text = ''";
        }
        if (RequestIds.parse(term).isPresent()) {
            return "a.id = :text::uuid";
        }
        if (term.contains("@")) {
            return OF_CONTACT;
        }
        return THUMBPRINT.matcher(term).matches()
                ? "a.thumbprint = :text"
                : "a.external_kid in (select kid from acme_external_key where name = :text or kid = :text)";
    }

    private static String contact(String term) {
        return term.startsWith("mailto:") ? term : "mailto:" + term;
    }

    private static AccountSummary account(ResultSet row, int n) throws SQLException {
        Timestamp agreed = row.getTimestamp(7);
        return new AccountSummary(
                row.getObject(1, UUID.class),
                row.getString(2),
                List.of((String[]) row.getArray(3).getArray()),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                agreed == null ? null : agreed.toInstant(),
                row.getString(8));
    }
}
