package org.httpca.forward.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.loop.Wakes;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of messages that wait to be sent. Whatever is put takes part in the caller's transaction. */
public final class Outbox {
    /** Fired after the commit of whatever was put. */
    public static final String CHANNEL = "outbox";

    private final JdbcTemplate jdbc;
    private final Wakes wakes;
    private final RowMark mark;

    public Outbox(JdbcTemplate jdbc, Wakes wakes) {
        this(jdbc, wakes, RowMark.NONE);
    }

    /** @param mark the same as the {@link OutboxSource}'s */
    public Outbox(JdbcTemplate jdbc, Wakes wakes, RowMark mark) {
        this.jdbc = jdbc;
        this.wakes = wakes;
        this.mark = mark;
    }

    public void put(Outgoing message) {
        put(List.of(message));
    }

    /** All of them by one statement, to be sent in this order. */
    public void put(List<Outgoing> messages) {
        if (messages.isEmpty()) {
            return;
        }
        jdbc.update(connection -> insert(connection, messages));
        wakes.afterCommit(CHANNEL);
    }

    /** In the place of the unsent message with the same key, if there is one: of those only the newest matters. */
    public void putLatest(String key, Outgoing message) {
        jdbc.update("""
                INSERT INTO outbox (message_id, type, body, mark, latest_key) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (latest_key) DO UPDATE
                SET message_id = excluded.message_id, type = excluded.type, body = excluded.body,
                    mark = excluded.mark, created_at = now()
                """, message.id(), message.type().wireName(), message.json(), mark.of(message), key);
        wakes.afterCommit(CHANNEL);
    }

    /** Those whose key no unsent message has, by one statement: what waits already need not be said twice. */
    public void putUnlessWaiting(Map<String, Outgoing> byKey) {
        if (byKey.isEmpty()) {
            return;
        }
        jdbc.update(connection -> insertByKey(connection, byKey));
        wakes.afterCommit(CHANNEL);
    }

    /** How many wait to be sent. */
    public long depth() {
        Long depth = jdbc.queryForObject("SELECT count(*) FROM outbox", Long.class);
        return depth == null ? 0 : depth;
    }

    private PreparedStatement insert(Connection connection, List<Outgoing> messages) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO outbox (message_id, type, body, mark)
                SELECT m.id, m.type, m.body, m.mark
                FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS m (id, type, body, mark, place) ORDER BY m.place
                """);
        setArrays(statement, connection, messages);
        return statement;
    }

    private PreparedStatement insertByKey(Connection connection, Map<String, Outgoing> byKey) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO outbox (message_id, type, body, mark, latest_key)
                SELECT m.id, m.type, m.body, m.mark, m.key
                FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY AS m (id, type, body, mark, key, place) ORDER BY m.place
                ON CONFLICT DO NOTHING
                """);
        setArrays(statement, connection, byKey.values());
        statement.setArray(5, connection.createArrayOf("text", byKey.keySet().toArray()));
        return statement;
    }

    private void setArrays(PreparedStatement statement, Connection connection, Collection<Outgoing> messages)
            throws SQLException {
        UUID[] ids = messages.stream().map(Outgoing::id).toArray(UUID[]::new);
        String[] types = messages.stream().map(m -> m.type().wireName()).toArray(String[]::new);
        String[] bodies = messages.stream().map(Outgoing::json).toArray(String[]::new);
        statement.setArray(1, connection.createArrayOf("uuid", ids));
        statement.setArray(2, connection.createArrayOf("text", types));
        byte[][] marks = messages.stream().map(mark::of).toArray(byte[][]::new);
        statement.setArray(3, connection.createArrayOf("text", bodies));
        statement.setArray(4, connection.createArrayOf("bytea", marks));
    }
}
