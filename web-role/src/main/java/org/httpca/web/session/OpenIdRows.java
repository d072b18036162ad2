package org.httpca.web.session;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.httpca.web.openid.Identity;
import org.httpca.web.settings.OpenId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code browser_session_openid}. */
final class OpenIdRows {
    private final JdbcClient jdbc;
    private final OpenId settings;

    OpenIdRows(JdbcClient jdbc, OpenId settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    void add(Session session, Identity identity, Instant now) {
        jdbc.sql("insert into browser_session_openid (session_sha256, issuer, subject, display_name, granted, ends_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        session.sha256(),
                        identity.issuer(),
                        identity.subject(),
                        identity.displayName(),
                        identity.granted().toArray(String[]::new),
                        Timestamp.from(now.plus(settings.session())))
                .update();
    }

    /** As long as it is the configured provider's word, and what it was granted by makes an operator still. */
    Optional<Operator> operator(Session session, Instant now) {
        if (!settings.isOn()) {
            return Optional.empty();
        }
        // no longer than it may be by now, whatever was set when it began
        Instant latest = now.plus(settings.session());
        return jdbc.sql(
                        "select subject, display_name from browser_session_openid"
                                + " where session_sha256 = ? and ends_at > ? and ends_at <= ? and issuer = ? and granted && ?::text[]")
                .params(
                        session.sha256(),
                        Timestamp.from(now),
                        Timestamp.from(latest),
                        String.valueOf(settings.issuer()),
                        settings.operators().values().toArray(String[]::new))
                .query((row, n) -> Operator.byOpenId(settings.providerName(), row.getString(1), row.getString(2)))
                .optional();
    }

    void remove(Session session) {
        jdbc.sql("delete from browser_session_openid where session_sha256 = ?")
                .param(session.sha256())
                .update();
    }
}
