package org.httpca.worker.transmit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Work;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.MessageType;
import org.httpca.worker.settings.WorkerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says wishes again that have had no answer, at growing distances, as {@link Announcements} does with requests: to revoke, and for
 * certificates of OCSP responders. Their tables have the same columns for it.
 */
public final class UnansweredWishes implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(UnansweredWishes.class);
    private static final int MOST = 200;

    private final String table;
    private final MessageType type;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Outbox outbox;
    private final UuidSource ids;
    private final Clock clock;
    private final WorkerSettings.Announce announce;

    private UnansweredWishes(
            String table,
            MessageType type,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Outbox outbox,
            UuidSource ids,
            Clock clock,
            WorkerSettings.Announce announce) {
        this.table = table;
        this.type = type;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.announce = announce;
    }

    public static UnansweredWishes toRevoke(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Outbox outbox,
            UuidSource ids,
            Clock clock,
            WorkerSettings.Announce announce) {
        return new UnansweredWishes(
                "revocation_request", MessageType.REVOKE_CERTIFICATE, jdbc, transactions, outbox, ids, clock, announce);
    }

    public static UnansweredWishes forResponders(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Outbox outbox,
            UuidSource ids,
            Clock clock,
            WorkerSettings.Announce announce) {
        return new UnansweredWishes(
                "ocsp_responder",
                MessageType.REQUEST_RESPONDER_CERTIFICATE,
                jdbc,
                transactions,
                outbox,
                ids,
                clock,
                announce);
    }

    @Override
    public int run() {
        Integer count = transactions.execute(status -> announce());
        return count == null ? 0 : count;
    }

    private int announce() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        long most = WorkerSettings.Announce.MOST.toMillis();
        // further ahead than any is set: by a clock that was wrong
        jdbc.update(
                "UPDATE " + table + " SET announce_at = ? WHERE announce_at > ?",
                now,
                now.plus(WorkerSettings.Announce.MOST.multipliedBy(2)));
        List<Map.Entry<String, String>> due = jdbc.query(
                """
                WITH due AS (
                    SELECT id FROM %1$s WHERE announce_at <= ? ORDER BY announce_at LIMIT ? FOR UPDATE SKIP LOCKED)
                UPDATE %1$s r
                SET announcements = r.announcements + 1,
                    announce_at = ?::timestamptz
                        + interval '1 millisecond' * least(? * 2 ^ least(r.announcements + 1, 10), ?)
                FROM due WHERE r.id = due.id
                RETURNING r.id, r.command
                """.formatted(table),
                (row, number) -> Map.entry(table + "/" + row.getString(1), row.getString(2)),
                now,
                MOST,
                now,
                (double) announce.after().toMillis(),
                (double) most);
        Map<String, Outgoing> again = new LinkedHashMap<>();
        due.forEach(wish -> again.put(wish.getKey(), new Outgoing(ids.get(), type, wish.getValue())));
        outbox.putUnlessWaiting(again);
        if (!due.isEmpty()) {
            LOG.info("Announces {} wishes again that have had no answer: {}.", due.size(), type.wireName());
        }
        return due.size();
    }
}
