package org.httpca.web.acme.renewalinfo;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All windows that operators made. There are few: each renewal information looks at them. */
@Component
public class RenewalWindows {
    private static final int MOST = 1000;

    private static final String SELECT =
            "select w.id, w.made_at, w.made_by, w.reason, w.explanation_url, w.starts_at, w.ends_at, w.issuer, w.profile, w.name, w.serials"
                    + " from renewal_window w ";

    /** Of a window w and a certificate c with its request q. A name is looked for as it is: nothing in it is a pattern. */
    private static final String CONCERNS = """
            c.received_at <= w.made_at
            and (w.issuer is null or w.issuer = c.issuer)
            and (w.profile is null or w.profile = q.profile)
            and (w.serials is null or c.serial = any(w.serials))
            and (w.name is null or exists (select 1 from unnest(c.identifiers) n where position(w.name in n) > 0))""";

    private final JdbcClient jdbc;

    RenewalWindows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Refused as a conflict where there are too many. */
    public Result<RenewalWindow> add(RenewalWindow window) {
        List<String> serials = window.serials();
        int added = jdbc.sql(
                        "insert into renewal_window (id, made_at, made_by, reason, explanation_url, starts_at, ends_at, issuer,"
                                + " profile, name, serials) select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[]"
                                + " where (select count(*) from renewal_window) < " + MOST)
                .param(window.id())
                .param(Timestamp.from(window.madeAt()))
                .param(window.madeBy())
                .param(window.reason())
                .param(window.explanationUrl())
                .param(Timestamp.from(window.startsAt()))
                .param(Timestamp.from(window.endsAt()))
                .param(window.issuer())
                .param(window.profile())
                .param(window.name())
                .param(serials == null ? null : serials.toArray(String[]::new))
                .update();
        return added == 1
                ? Result.passed(window)
                : Result.refused(
                        ProblemType.CONFLICT, "There are " + MOST + " renewal windows. Delete those that have served.");
    }

    /** How many certificates that have not ended it is about. */
    public long certificates(UUID id) {
        return jdbc.sql("select count(*) from renewal_window w join certificate c on c.not_after > w.made_at"
                        + " left join request q on q.id = c.request_id where w.id = ? and " + CONCERNS)
                .param(id)
                .query(Long.class)
                .single();
    }

    /** The newest first. */
    public List<RenewalWindow> all() {
        return jdbc.sql(SELECT + "order by w.made_at desc, w.id")
                .query((row, n) -> window(row))
                .list();
    }

    /** False if there is none of this id. */
    public boolean delete(UUID id) {
        return jdbc.sql("delete from renewal_window where id = ?").param(id).update() == 1;
    }

    /** The first that this certificate is to be renewed in. */
    Optional<RenewalWindow> of(CertificateView certificate) {
        return jdbc.sql(SELECT + "join certificate c on c.issuer = ? and c.serial = ?"
                        + " left join request q on q.id = c.request_id where " + CONCERNS
                        + " order by w.starts_at limit 1")
                .params(certificate.issuer(), certificate.serial())
                .query((row, n) -> window(row))
                .optional();
    }

    private static RenewalWindow window(ResultSet row) throws SQLException {
        Array serials = row.getArray(11);
        return new RenewalWindow(
                row.getObject(1, UUID.class),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                serials == null ? null : List.of((String[]) serials.getArray()));
    }
}
