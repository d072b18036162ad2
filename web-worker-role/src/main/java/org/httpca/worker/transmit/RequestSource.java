package org.httpca.worker.transmit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Parcel;
import org.httpca.forward.outbox.Source;
import org.httpca.log.Correlation;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;

/**
 * The outbox, and by the way: a request whose command the broker confirmed is submitted, and the signer's time to answer begins; one whose command
 * no message can carry is rejected.
 */
public final class RequestSource implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSource.class);

    /** Requests became submitted: a step on the way, which is news to fewer than an end is. */
    public static final String SUBMITTED = "submitted";

    /** Fired when a request has an outcome, as where the signer's words are accepted. */
    private static final String REQUEST = "request";

    /** What is smaller than this did not fit for another reason, which may be mended: an envelope is base64 of what it carries. */
    private static final int LARGE = EnvelopeVerifier.MAX_BYTES / 2;

    private final OutboxSource outbox;
    private final JdbcTemplate jdbc;
    private final Wakes wakes;
    private final InstantSource clock;
    private final Duration firstAnswer;
    private final Duration patience;
    /** What a process forgets with its end stays queued, and is announced again like all that has had no answer. */
    private final Queue<Sent> unmarked = new ArrayDeque<>();

    /**
     * @param firstAnswer how long the signer has for its first answer before it is told again
     * @param patience how long a request that was sent may still be called queued: under load it is issued by then, and its row was
     *     written once less
     */
    public RequestSource(
            OutboxSource outbox,
            JdbcTemplate jdbc,
            Wakes wakes,
            InstantSource clock,
            Duration firstAnswer,
            Duration patience) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.wakes = wakes;
        this.clock = clock;
        this.firstAnswer = firstAnswer;
        this.patience = patience;
    }

    @Override
    public List<Parcel> claim(int max) {
        List<Parcel> claimed = outbox.claim(max);
        if (claimed.isEmpty()) {
            // otherwise after the confirms, so that no row is locked while they are waited for
            mark();
        }
        return claimed;
    }

    @Override
    public void sent(List<Parcel> parcels) {
        outbox.sent(parcels);
        parcels.forEach(RequestSource::say);
        Instant now = clock.instant();
        for (Parcel parcel : parcels) {
            if (parcel.outgoing().type() == MessageType.REQUEST_CERTIFICATE) {
                unmarked.add(new Sent(RequestIds.in(parcel.outgoing()), now));
            }
        }
        mark();
    }

    /** Those that are due: most have their outcome by then, and are not touched. */
    private void mark() {
        Instant now = clock.instant();
        List<UUID> requests = new ArrayList<>();
        while (!unmarked.isEmpty() && !unmarked.peek().at.plus(patience).isAfter(now)) {
            requests.add(unmarked.remove().request);
        }
        if (requests.isEmpty()) {
            return;
        }
        // Locked in the order of the ids, as everywhere: two that move the same requests wait, and do not lock each
        // other.
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        int moved = jdbc.update("""
                UPDATE request SET status = 'submitted', updated_at = ?,
                    announce_at = CASE WHEN announcements = 0 THEN ? ELSE announce_at END
                WHERE id IN (SELECT id FROM request WHERE id = ANY (?::uuid[]) AND status = 'queued' ORDER BY id FOR UPDATE)
                """, statement -> {
            statement.setObject(1, time);
            statement.setObject(2, time.plus(firstAnswer));
            statement.setArray(3, statement.getConnection().createArrayOf("uuid", requests.toArray()));
        });
        if (moved > 0) {
            wakes.afterCommit(SUBMITTED);
        }
    }

    private record Sent(UUID request, Instant at) {}

    private static void say(Parcel parcel) {
        try (Correlation line =
                Correlation.of(Correlation.inCommand(parcel.outgoing().json()))) {
            if (parcel.outgoing().type() == MessageType.REQUEST_CERTIFICATE) {
                LOG.info("Request {} was sent to the signer.", RequestIds.in(parcel.outgoing()));
            }
        }
    }

    @Override
    public void park(Parcel parcel, String reason) {
        outbox.park(parcel, reason);
        Outgoing outgoing = parcel.outgoing();
        if (outgoing.type() == MessageType.REQUEST_CERTIFICATE
                && outgoing.json().getBytes(StandardCharsets.UTF_8).length > LARGE) {
            reject(outgoing);
        }
    }

    /**
     * A request that no message can carry ends here: it would be announced for ever. Only where the row has the very command, as whoever may put
     * something into the outbox may not move requests.
     */
    private void reject(Outgoing command) {
        UUID request;
        try {
            request = RequestIds.in(command);
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.warn("What was set aside names no request: {}", e.getMessage());
            return;
        }
        Problem problem = new Problem(
                ProblemType.REQUEST_TOO_LARGE,
                "The request is too large for a message to the signer, with what was shown for its names: ask for fewer names at once.");
        int rejected = jdbc.update(
                """
                UPDATE request SET status = 'rejected', problem = ?, updated_at = ?, announce_at = NULL
                WHERE id = ? AND status = 'queued' AND command = ?
                """,
                MessageJson.mapper().writeValueAsString(problem),
                clock.instant().atOffset(ZoneOffset.UTC),
                request,
                command.json());
        if (rejected > 0) {
            LOG.warn("Request {} is too large to be sent, and rejected.", request);
            wakes.afterCommit(REQUEST);
        }
    }
}
