package org.httpca.forward.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.parked.Parked;
import org.httpca.message.MessageType;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The outbox as a source. Rows are deleted as they are claimed: one statement does both, and they come back by the rollback
 * when the transmitter does not get to its commit.
 */
public final class OutboxSource implements Source {
    private final JdbcTemplate jdbc;
    private final Parked parked;
    private final RowMark mark;
    private final ForeignRows foreign;
    private final Floor floor = new Floor();

    public OutboxSource(JdbcTemplate jdbc, Clock clock) {
        this(jdbc, clock, RowMark.NONE, message -> {});
    }

    /**
     * @param mark the same as the {@link Outbox}'s: a row without it is parked instead of sent
     * @param foreign told of each such row
     */
    public OutboxSource(JdbcTemplate jdbc, Clock clock, RowMark mark, ForeignRows foreign) {
        this.jdbc = jdbc;
        this.parked = new Parked(jdbc, clock);
        this.mark = mark;
        this.foreign = foreign;
    }

    @Override
    public List<Parcel> claim(int max) {
        // ARRAY(…) is computed once; "IN (SELECT … LIMIT …)" might be run again for each row, and claim more.
        List<Row> rows = jdbc.query("""
                DELETE FROM outbox WHERE id = ANY (ARRAY(
                    SELECT id FROM outbox WHERE id >= ? AND ready_at <= now() ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED))
                RETURNING id, message_id, type, body, mark
                """, (result, number) -> Row.of(result), floor.next(), max);
        rows.stream().mapToLong(Row::id).max().ifPresent(floor::claimed);
        List<Parcel> parcels = new ArrayList<>(rows.size());
        rows.stream().sorted(Comparator.comparingLong(Row::id)).forEach(row -> {
            Optional<MessageType> type = MessageType.ofWireName(row.type());
            if (type.isEmpty()) {
                park(row.type(), row.messageId(), row.body(), "the type is unknown");
                return;
            }
            Parcel parcel = new Parcel(row.id(), new Outgoing(row.messageId(), type.get(), row.body()));
            if (mark.holds(parcel.outgoing(), row.mark())) {
                parcels.add(parcel);
            } else {
                park(parcel, "this side did not put it");
                foreign.found(parcel.outgoing());
            }
        });
        return parcels;
    }

    @Override
    public void sent(List<Parcel> parcels) {
        // deleted as they were claimed
    }

    @Override
    public void park(Parcel parcel, String reason) {
        Outgoing outgoing = parcel.outgoing();
        park(outgoing.type().wireName(), outgoing.id(), outgoing.json(), reason);
    }

    private void park(String type, UUID messageId, String body, String reason) {
        parked.outgoing(type + " " + messageId + ": " + reason, body.getBytes(StandardCharsets.UTF_8));
    }

    private record Row(long id, UUID messageId, String type, String body, byte[] mark) {
        static Row of(ResultSet result) throws SQLException {
            return new Row(
                    result.getLong("id"),
                    result.getObject("message_id", UUID.class),
                    result.getString("type"),
                    result.getString("body"),
                    result.getBytes("mark"));
        }
    }
}
