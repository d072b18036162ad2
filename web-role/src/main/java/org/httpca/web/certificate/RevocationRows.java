package org.httpca.web.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.httpca.message.MessageJson;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code revocation} and {@code revocation_request}, to read. */
@Component
class RevocationRows {
    private final JdbcClient jdbc;

    RevocationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RevocationView of(String issuer, String serial) {
        return jdbc.sql("""
                        select r.reason, r.at, w.reason, w.requested_at, w.announce_at is not null, w.problem
                        from (values (?, ?)) as asked (issuer, serial)
                        left join revocation r on r.issuer = asked.issuer and r.serial = asked.serial
                        left join lateral (
                            select reason, requested_at, announce_at, problem from revocation_request q
                            where q.issuer = asked.issuer and q.serial = asked.serial order by requested_at desc limit 1) w on true
                        """)
                .params(issuer, serial)
                .query((row, number) -> view(row))
                .single();
    }

    private static RevocationView view(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject(2, OffsetDateTime.class);
        RevocationReason wanted = reason(row.getString(3)).orElse(null);
        boolean open = row.getBoolean(5);
        return new RevocationView(
                reason(row.getString(1)).orElse(null),
                at == null ? null : at.toInstant(),
                wanted == null || !open
                        ? null
                        : new RevocationView.Wanted(
                                wanted, row.getObject(4, OffsetDateTime.class).toInstant()),
                problem(row.getString(6)));
    }

    private static Optional<RevocationReason> reason(@Nullable String label) {
        return Optional.ofNullable(label).flatMap(RevocationReason::ofLabel);
    }

    private static @Nullable Problem problem(@Nullable String json) {
        return json == null ? null : MessageJson.mapper().readValue(json, Problem.class);
    }
}
