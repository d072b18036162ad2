package org.httpca.standalone.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.httpca.start.SchemaVersion;
import org.postgresql.PGConnection;

/** One database as it is at one moment, whoever writes to it meanwhile: a transaction that reads repeatably. */
final class Snapshot implements AutoCloseable {
    private static final long TELL_EVERY = 100L << 20;

    private final OwnedDatabase database;
    private final Connection connection;

    private Snapshot(OwnedDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** @throws IllegalStateException if it is no database of that side, or cannot be reached */
    static Snapshot of(OwnedDatabase database) throws SQLException {
        Connection connection = database.connect();
        try {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            // the first statement is what fixes the moment
            if (!TableShapes.exists(connection, database.side().proof())) {
                throw new IllegalStateException("The database " + database.url() + " has no tables of the "
                        + database.side().folder() + ".");
            }
            return new Snapshot(database, connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Manifest.Database writeTo(Path root, Progress progress) throws SQLException, IOException {
        SchemaVersion version = TableShapes.version(connection);
        List<Manifest.Table> tables = new ArrayList<>();
        for (Map.Entry<String, List<String>> table : TableShapes.of(connection).entrySet()) {
            tables.add(copy(root, table.getKey(), table.getValue(), progress));
        }
        Manifest.Database copied = new Manifest.Database(database.side().folder(), version.toString(), tables);
        progress.say(database.side().folder() + ": " + copied.rows() + " rows of " + tables.size() + " tables");
        return copied;
    }

    private Manifest.Table copy(Path root, String table, List<String> columns, Progress progress)
            throws SQLException, IOException {
        String sql = "COPY (SELECT "
                + columns.stream().map(TableShapes::quoted).collect(Collectors.joining(", ")) + " FROM "
                + TableShapes.quoted(table) + ") TO STDOUT";
        String where = database.side().folder() + "/" + table;
        try (StoredFile file = StoredFile.create(root, where + ".copy.gz")) {
            GZIPOutputStream packed = new GZIPOutputStream(file.out(), 1 << 16);
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(sql, new Telling(packed, where, progress));
            packed.finish();
            return new Manifest.Table(table, columns, rows, file.done("rw-------"));
        }
    }

    @Override
    public void close() throws SQLException {
        try (Statement end = connection.createStatement()) {
            end.execute("ROLLBACK");
        }
        connection.close();
    }

    /** Says now and then how much there is of a large table. */
    private static final class Telling extends FilterOutputStream {
        private final String what;
        private final Progress progress;
        private long octets;
        private long told;

        Telling(OutputStream out, String what, Progress progress) {
            super(out);
            this.what = what;
            this.progress = progress;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            octets += length;
            if (octets - told >= TELL_EVERY) {
                told = octets;
                progress.say(what + ": " + (octets >> 20) + " MiB so far");
            }
        }
    }
}
