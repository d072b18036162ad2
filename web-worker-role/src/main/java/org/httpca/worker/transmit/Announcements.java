package org.httpca.worker.transmit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.UnreadableMessageException;
import org.httpca.message.WithdrawRequest;
import org.httpca.worker.settings.WorkerSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says again what has had no answer: the broker's confirm closes nothing. After 30 s, then 60 s and so on up to ten minutes;
 * requests that wait for an administrator every hour; or as the settings say. A withdrawal that was asked for is said again behind its request. What
 * still waits in the outbox is not put there twice.
 */
public final class Announcements implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int MOST = 200;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Outbox outbox;
    private final UuidSource ids;
    private final Clock clock;
    private final WorkerSettings.Announce announce;

    public Announcements(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Outbox outbox,
            UuidSource ids,
            Clock clock,
            WorkerSettings.Announce announce) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.announce = announce;
    }

    @Override
    public int run() {
        Integer count = transactions.execute(status -> announce());
        return count == null ? 0 : count;
    }

    private int announce() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        // further ahead than any is set: by a clock that was wrong
        jdbc.update(
                "UPDATE request SET announce_at = ? WHERE announce_at > ?",
                now,
                now.plus(announce.held()).plus(WorkerSettings.Announce.MOST));
        List<Unanswered> unanswered = jdbc.query(
                """
                WITH due AS (
                    SELECT id FROM request
                    WHERE announce_at <= ? AND status NOT IN ('issued', 'rejected', 'withdrawn')
                    ORDER BY announce_at LIMIT ? FOR UPDATE SKIP LOCKED)
                UPDATE request r
                SET announcements = r.announcements + 1,
                    announce_at = ?::timestamptz + interval '1 millisecond' * CASE
                        WHEN r.status = 'waiting-for-approval' AND r.withdrawal_requested_at IS NULL THEN ?
                        ELSE least(? * 2 ^ least(r.announcements + 1, 10), ?) END
                FROM due WHERE r.id = due.id
                RETURNING r.id, r.command, r.withdrawal_requested_at
                """,
                (row, number) -> Unanswered.of(row),
                now,
                MOST,
                now,
                millis(announce.held()),
                millis(announce.after()),
                millis(WorkerSettings.Announce.MOST));
        Map<String, Outgoing> again = new LinkedHashMap<>();
        unanswered.stream().sorted(Comparator.comparing(Unanswered::id)).forEach(request -> sayAgain(request, again));
        outbox.putUnlessWaiting(again);
        if (!unanswered.isEmpty()) {
            LOG.info("Announces {} requests again that have had no answer.", unanswered.size());
        }
        return unanswered.size();
    }

    private static double millis(Duration duration) {
        return duration.toMillis();
    }

    private void sayAgain(Unanswered request, Map<String, Outgoing> again) {
        // The signer must know the request before it can withdraw it, so that its command goes first in any case.
        again.put(
                "request/" + request.id(), new Outgoing(ids.get(), MessageType.REQUEST_CERTIFICATE, request.command()));
        OffsetDateTime withdrawnAt = request.withdrawalRequestedAt();
        if (withdrawnAt != null) {
            try {
                RequestCertificate command =
                        (RequestCertificate) MessageJson.read(MessageType.REQUEST_CERTIFICATE, request.command());
                WithdrawRequest withdrawal = new WithdrawRequest(
                        request.id(), command.proof().bytes().sha256(), withdrawnAt.toInstant());
                again.put("withdrawal/" + request.id(), Outgoing.of(ids.get(), withdrawal));
            } catch (UnreadableMessageException e) {
                LOG.error(
                        "The command of request {} cannot be read; its withdrawal is not announced.", request.id(), e);
            }
        }
    }

    private record Unanswered(
            UUID id, String command, @Nullable OffsetDateTime withdrawalRequestedAt) {
        static Unanswered of(ResultSet row) throws SQLException {
            return new Unanswered(
                    row.getObject("id", UUID.class),
                    row.getString("command"),
                    row.getObject("withdrawal_requested_at", OffsetDateTime.class));
        }
    }
}
