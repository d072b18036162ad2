package org.httpca.worker.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.envelope.UuidSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code notice_message}: what goes to one recipient in one piece. It is claimed by a lease, so that no transaction waits for somebody
 * else's server. Each statement is one transaction.
 */
final class Messages {
    private final JdbcTemplate jdbc;
    private final UuidSource ids;

    Messages(JdbcTemplate jdbc, UuidSource ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /**
     * A message that is being tried.
     *
     * @param attempt from 1; by it whoever claimed the message knows whether it is still theirs
     * @param tried the first time
     */
    record Claimed(UUID id, String recipient, int attempt, Instant tried) {}

    /**
     * Into a message to the same recipient that gathers some and was not tried yet, or one of its own. Within the caller's transaction.
     *
     * @param most how many notices a message has at most
     */
    void add(Notice notice, String channel, String recipient, int most, Instant dueAt) {
        @Nullable UUID id = most == 1 ? null : gathering(channel, recipient, most);
        if (id == null) {
            id = ids.get();
            jdbc.update(
                    "INSERT INTO notice_message (id, channel, recipient, notices, made_at, due_at) VALUES (?, ?, ?, 1, ?, ?)",
                    id,
                    channel,
                    recipient,
                    utc(notice.madeAt()),
                    utc(dueAt));
        }
        jdbc.update("INSERT INTO notice_in_message (message_id, number) VALUES (?, ?)", id, notice.number());
    }

    private @Nullable UUID gathering(String channel, String recipient, int most) {
        List<UUID> open = jdbc.queryForList("""
                UPDATE notice_message SET notices = notices + 1
                WHERE id = (SELECT id FROM notice_message
                    WHERE channel = 'mail' AND channel = ? AND recipient = ? AND attempts = 0 AND due_at IS NOT NULL AND notices < ?
                    LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING id
                """, UUID.class, channel, recipient, most);
        return open.isEmpty() ? null : open.get(0);
    }

    /** One that is due, for as long as the lease; whoever dies meanwhile has it tried again by another. */
    Optional<Claimed> claim(String channel, Instant now, Duration lease) {
        return jdbc
                .query(
                        """
                        UPDATE notice_message SET attempts = attempts + 1, due_at = ?, tried_at = coalesce(tried_at, ?)
                        WHERE id = (SELECT id FROM notice_message WHERE channel = ? AND due_at <= ?
                            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, recipient, attempts, tried_at
                        """,
                        (row, n) -> new Claimed(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getInt(3),
                                row.getObject(4, OffsetDateTime.class).toInstant()),
                        utc(now.plus(lease)),
                        utc(now),
                        channel,
                        utc(now))
                .stream()
                .findFirst();
    }

    /** What is further ahead than any is set is due: by a clock that was wrong. */
    void bringForward(String channel, Instant now, Duration furthest) {
        jdbc.update(
                "UPDATE notice_message SET due_at = ? WHERE channel = ? AND due_at > ?",
                utc(now),
                channel,
                utc(now.plus(furthest)));
    }

    /** @return whether it was still the claimant's */
    boolean retry(Claimed claimed, Instant at) {
        return jdbc.update(
                        "UPDATE notice_message SET due_at = ? WHERE id = ? AND attempts = ? AND due_at IS NOT NULL",
                        utc(at),
                        claimed.id(),
                        claimed.attempt())
                == 1;
    }

    /**
     * @param state {@code sent} or {@code given-up}
     * @return whether it was still the claimant's
     */
    boolean end(Claimed claimed, String state, Instant now) {
        return jdbc.update("""
                        UPDATE notice_message SET state = ?, due_at = NULL, ended_at = ?
                        WHERE id = ? AND attempts = ? AND due_at IS NOT NULL
                        """, state, utc(now), claimed.id(), claimed.attempt()) == 1;
    }

    /** Forgets up to so many that were done with before. */
    int forget(Instant endedBefore, int most) {
        return jdbc.update(
                "DELETE FROM notice_message WHERE id IN (SELECT id FROM notice_message WHERE ended_at < ? ORDER BY ended_at LIMIT ?)",
                utc(endedBefore),
                most);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
