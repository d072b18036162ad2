package org.httpca.web.ocsp;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.message.MessageJson;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code ocsp_responder}, to read and to clear. */
final class ResponderRows {
    private final JdbcClient jdbc;

    ResponderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A key and its certificate, as they are stored. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; handed on as it is
    record Certified(byte[] certificate, byte[] privateKey) {}

    /**
     * The last wish of an issuer.
     *
     * @param problem why it failed: the signer refused it, or its answer could not be used
     */
    record Wish(Instant askedAt, boolean open, @Nullable Problem problem) {}

    /** Those of an issuer that have a certificate, the longest lasting first. */
    List<UUID> certified(String issuer) {
        return jdbc.sql(
                        "select id from ocsp_responder where issuer = ? and certificate is not null order by not_after desc, id")
                .param(issuer)
                .query(UUID.class)
                .list();
    }

    Optional<Certified> find(UUID id) {
        return jdbc.sql("select certificate, private_key from ocsp_responder where id = ? and certificate is not null")
                .param(id)
                .query((row, n) -> new Certified(row.getBytes(1), row.getBytes(2)))
                .optional();
    }

    Optional<Wish> lastWish(String issuer) {
        return jdbc.sql("select asked_at, announce_at is not null, problem from ocsp_responder where issuer = ?"
                        + " order by asked_at desc limit 1")
                .param(issuer)
                .query((row, n) -> new Wish(
                        row.getTimestamp(1).toInstant(),
                        row.getBoolean(2),
                        Optional.ofNullable(row.getString(3))
                                .map(text -> MessageJson.mapper().readValue(text, Problem.class))
                                .orElse(null)))
                .optional();
    }

    /** What answers no more, and what was refused before then. */
    void forget(Instant ended, Instant asked) {
        jdbc.sql("delete from ocsp_responder where not_after < ? or (problem is not null and asked_at < ?)")
                .params(Timestamp.from(ended), Timestamp.from(asked))
                .update();
    }
}
