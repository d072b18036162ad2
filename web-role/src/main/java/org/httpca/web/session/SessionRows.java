package org.httpca.web.session;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.web.token.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code browser_session}, {@code browser_session_request} and {@code browser_session_operator}. */
final class SessionRows {
    private final JdbcClient jdbc;

    SessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When it was last used; empty for one that is unknown, or was last used before. */
    Optional<Instant> usedAt(Session session, Instant after) {
        return jdbc.sql("select used_at from browser_session where sha256 = ? and used_at > ?")
                .params(session.sha256(), Timestamp.from(after))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void insert(Session session, Instant now) {
        jdbc.sql("insert into browser_session (sha256, created_at, used_at) values (?, ?, ?)")
                .params(session.sha256(), Timestamp.from(now), Timestamp.from(now))
                .update();
    }

    void used(Session session, Instant now) {
        jdbc.sql("update browser_session set used_at = ? where sha256 = ?")
                .params(Timestamp.from(now), session.sha256())
                .update();
    }

    /** Adds a request, and forgets those that are too many. */
    void add(Session session, UUID request, Instant now, int most) {
        jdbc.sql("""
                        insert into browser_session_request (session_sha256, request_id, added_at) values (?, ?, ?)
                        on conflict do nothing""").params(session.sha256(), request, Timestamp.from(now)).update();
        jdbc.sql("""
                        delete from browser_session_request where session_sha256 = ? and request_id in
                            (select request_id from browser_session_request where session_sha256 = ?
                             order by added_at desc, request_id offset ?)""").params(session.sha256(), session.sha256(), most).update();
    }

    /** Newest first. */
    List<UUID> requests(Session session) {
        return jdbc.sql("""
                        select request_id from browser_session_request where session_sha256 = ?
                        order by added_at desc, request_id""").param(session.sha256()).query(UUID.class).list();
    }

    boolean has(Session session, UUID request) {
        return jdbc.sql("select count(*) from browser_session_request where session_sha256 = ? and request_id = ?")
                        .params(session.sha256(), request)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What was submitted in one session, in another. */
    void copyRequests(Session from, Session to) {
        jdbc.sql("""
                        insert into browser_session_request (session_sha256, request_id, added_at)
                        select ?, request_id, added_at from browser_session_request where session_sha256 = ?""").params(to.sha256(), from.sha256()).update();
    }

    void addOperator(Session session, String token, Instant end) {
        jdbc.sql("insert into browser_session_operator (session_sha256, token_id, ends_at)"
                        + " select ?, id, ? from token where name = ?")
                .params(session.sha256(), Timestamp.from(end), token)
                .update();
    }

    /** The name of the token, as long as it is good and an operator's. */
    Optional<String> operator(Session session, Instant now) {
        return jdbc.sql(
                        "select t.name from browser_session_operator o join token t on t.id = o.token_id"
                                + " where o.session_sha256 = ? and o.ends_at > ? and t.revoked_at is null and ? = any(t.scopes)")
                .params(session.sha256(), Timestamp.from(now), Scope.OPERATOR.word())
                .query(String.class)
                .optional();
    }

    void removeOperator(Session session) {
        jdbc.sql("delete from browser_session_operator where session_sha256 = ?")
                .param(session.sha256())
                .update();
    }

    void delete(Session session) {
        jdbc.sql("delete from browser_session where sha256 = ?")
                .param(session.sha256())
                .update();
    }

    void deleteUnusedSince(Instant before) {
        jdbc.sql("delete from browser_session where used_at <= ?")
                .param(Timestamp.from(before))
                .update();
    }
}
