package org.httpca.web.issuance;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Inserts requests: one statement however many there are. */
final class NewRequests {
    /** When the worker announces it once more if the signer has not answered. */
    static final Duration FIRST_ANSWER = Duration.ofSeconds(30);

    private static final String INSERT = """
            insert into request (id, status, command, profile, subject, principal, withdrawal_secret_sha256,
                                 submitted_at, updated_at, announce_at)
            select id, 'queued', command, profile, subject, principal, secret, at, at, announce
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                        ?::timestamptz[], ?::timestamptz[])
                 as new (id, command, profile, subject, principal, secret, at, announce)""";

    private final JdbcTemplate jdbc;

    NewRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A draft with its command as JSON, and the hash of the secret that withdraws it, where there is one. */
    record Row(Draft draft, String command, byte @Nullable [] secretSha256) {
        static Row of(Draft draft, byte @Nullable [] secretSha256) {
            return new Row(draft, MessageJson.write(draft.command()), secretSha256);
        }
    }

    void insert(List<Row> rows) {
        if (rows.size() == 1) {
            insert(rows.get(0));
        } else {
            insertAll(rows);
        }
    }

    /** The same for the one of almost every call, which arrays would only make dearer. */
    private void insert(Row row) {
        jdbc.update(
                "insert into request (id, status, command, profile, subject, principal, withdrawal_secret_sha256,"
                        + " submitted_at, updated_at, announce_at) values (?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?)",
                row.draft.id(),
                row.command,
                row.draft.profile(),
                row.draft.subject(),
                row.draft.principal(),
                row.secretSha256,
                time(row.draft.at()),
                time(row.draft.at()),
                time(row.draft.at().plus(FIRST_ANSWER)));
    }

    private void insertAll(List<Row> rows) {
        int inserted = jdbc.update(connection -> {
            var statement = connection.prepareStatement(INSERT);
            statement.setArray(1, connection.createArrayOf("uuid", all(rows, row -> row.draft.id())));
            statement.setArray(2, connection.createArrayOf("text", all(rows, Row::command)));
            statement.setArray(3, connection.createArrayOf("text", all(rows, row -> row.draft.profile())));
            statement.setArray(4, connection.createArrayOf("text", all(rows, row -> row.draft.subject())));
            statement.setArray(5, connection.createArrayOf("text", all(rows, row -> row.draft.principal())));
            statement.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea", rows.stream().map(Row::secretSha256).toArray(byte[][]::new)));
            statement.setArray(7, connection.createArrayOf("timestamptz", all(rows, row -> time(row.draft.at()))));
            statement.setArray(
                    8,
                    connection.createArrayOf(
                            "timestamptz", all(rows, row -> time(row.draft.at().plus(FIRST_ANSWER)))));
            return statement;
        });
        if (inserted != rows.size()) {
            throw new IllegalStateException("Of " + rows.size() + " requests " + inserted + " were inserted.");
        }
    }

    private static @Nullable Object[] all(List<Row> rows, Function<Row, @Nullable Object> column) {
        return rows.stream().map(column).toArray();
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }
}
