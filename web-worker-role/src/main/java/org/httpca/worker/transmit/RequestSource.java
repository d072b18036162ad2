package org.httpca.worker.transmit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Parcel;
import org.httpca.forward.outbox.Source;
import org.httpca.message.MessageType;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox, and by the way: a request whose command the broker confirmed is no longer queued but submitted. */
public final class RequestSource implements Source {
    private final OutboxSource outbox;
    private final JdbcTemplate jdbc;
    private final Wakes wakes;
    private final Clock clock;

    public RequestSource(OutboxSource outbox, JdbcTemplate jdbc, Wakes wakes, Clock clock) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.wakes = wakes;
        this.clock = clock;
    }

    @Override
    public List<Parcel> claim(int max) {
        return outbox.claim(max);
    }

    @Override
    public void sent(List<Parcel> parcels) {
        outbox.sent(parcels);
        List<UUID> requests = new ArrayList<>(parcels.size());
        for (Parcel parcel : parcels) {
            if (parcel.outgoing().type() == MessageType.REQUEST_CERTIFICATE) {
                requests.add(RequestIds.in(parcel.outgoing()));
            }
        }
        if (requests.isEmpty()) {
            return;
        }
        // Locked in the order of the ids, as everywhere: two that move the same requests wait, and do not lock each
        // other.
        int moved = jdbc.update("""
                UPDATE request SET status = 'submitted', updated_at = ?
                WHERE id IN (SELECT id FROM request WHERE id = ANY (?::uuid[]) AND status = 'queued' ORDER BY id FOR UPDATE)
                """, statement -> {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setArray(2, statement.getConnection().createArrayOf("uuid", requests.toArray()));
        });
        if (moved > 0) {
            wakes.afterCommit("request");
        }
    }

    @Override
    public void park(Parcel parcel, String reason) {
        outbox.park(parcel, reason);
    }
}
