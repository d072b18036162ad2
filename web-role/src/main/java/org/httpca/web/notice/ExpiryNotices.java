package org.httpca.web.notice;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table {@code notice}. Its numbers are in the order of the commits: whoever reads on behind the last that they have seen misses none.
 */
@Component
public class ExpiryNotices {
    public static final int PAGE = 100;

    private final JdbcClient jdbc;

    ExpiryNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A page of those with a greater number, the oldest first. */
    public List<ExpiryNotice> after(long number) {
        return jdbc.sql("""
                        select number, made_at, issuer, serial, subject, identifiers, sha256, not_after, ahead_seconds, profile,
                            requested_by, email
                        from notice where number > ? order by number limit ?""")
                .params(number, PAGE)
                .query((row, n) -> new ExpiryNotice(
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        List.of((String[]) row.getArray(6).getArray()),
                        row.getString(7),
                        row.getTimestamp(8).toInstant(),
                        row.getLong(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12)))
                .list();
    }
}
