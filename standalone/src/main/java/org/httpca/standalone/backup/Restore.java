package org.httpca.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.httpca.start.SchemaVersion;
import org.postgresql.PGConnection;

/** Brings back what a verified back-up has. */
public final class Restore {
    private final VerifiedBackup backup;
    private final Progress progress;

    public Restore(VerifiedBackup backup, Progress progress) {
        this.backup = backup;
        this.progress = progress;
    }

    /** Puts keys and configuration below a folder, which must be new or empty. */
    public void files(Path goal) {
        try {
            PrivateFolders.make(goal);
            Belongings.restore(backup.manifest().files(), backup.root(), goal);
            progress.say("keys and configuration: " + backup.manifest().files().size() + " files");
        } catch (IOException e) {
            throw new UncheckedIOException("The files were not restored: " + e.getMessage(), e);
        }
    }

    /**
     * Looks whether a database can be filled, and touches nothing.
     *
     * @throws IllegalStateException if the back-up has not that side, or the database is not empty
     */
    public void check(OwnedDatabase database) {
        Manifest.Database copied = part(database);
        try (Connection connection = database.connect()) {
            SchemaVersion version = TableShapes.version(connection);
            if (version.compareTo(SchemaVersion.of(copied.schema())) > 0) {
                throw new IllegalStateException("The database " + database.url() + " has tables of schema " + version
                        + ", the back-up's are of " + copied.schema()
                        + ". Restore into a database without tables; they are made here.");
            }
            for (String table : TableShapes.of(connection).keySet()) {
                if (!MADE_FULL.contains(table) && hasRows(connection, table)) {
                    throw new IllegalStateException("The database " + database.url() + " is not empty: its table "
                            + table + " has rows. Restore into a new database (database.sql makes one).");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + database.url() + ": " + e.getMessage(), e);
        }
    }

    /** Has a row from its migration. */
    private static final List<String> MADE_FULL = List.of("issuing", "comparison");

    /** Fills a database that {@link #check} found empty, and brings its schema up to date afterwards. */
    public void database(OwnedDatabase database) {
        Manifest.Database copied = part(database);
        database.migrate(SchemaVersion.of(copied.schema()));
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            fill(connection, copied);
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The rows of the " + copied.side() + " were not restored: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The rows of the " + copied.side() + " were not restored: " + e.getMessage(), e);
        }
        database.migrate(null);
        if (database.side() == Side.SIGNER) {
            RestoredMark.set(database, backup.manifest().takenAt());
        }
        progress.say(copied.side() + ": " + copied.rows() + " rows of "
                + copied.tables().size() + " tables");
    }

    private Manifest.Database part(OwnedDatabase database) {
        return backup.manifest()
                .database(database.side())
                .orElseThrow(() -> new IllegalStateException("The back-up has no "
                        + database.side().folder() + ", only " + String.join(" and ", backup.sides()) + "."));
    }

    private void fill(Connection connection, Manifest.Database copied) throws SQLException, IOException {
        Map<String, List<String>> shapes = TableShapes.of(connection);
        execute(
                connection,
                "TRUNCATE " + shapes.keySet().stream().map(TableShapes::quoted).collect(Collectors.joining(", ")));
        for (Manifest.Table table : copied.tables()) {
            if (!shapes.getOrDefault(table.name(), List.of()).containsAll(table.columns())) {
                throw new IllegalStateException("This release's schema " + copied.schema() + " of the " + copied.side()
                        + " has no such table " + table.name() + ": restore with the release that made the back-up.");
            }
            String sql = "COPY " + TableShapes.quoted(table.name()) + " ("
                    + table.columns().stream().map(TableShapes::quoted).collect(Collectors.joining(", "))
                    + ") FROM STDIN";
            try (InputStream rows = new GZIPInputStream(
                    Files.newInputStream(backup.root().resolve(table.file().path())), 1 << 16)) {
                long filled = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows, 1 << 16);
                if (filled != table.rows()) {
                    throw new IllegalStateException(table.name() + " has " + filled + " rows, and had " + table.rows());
                }
            }
        }
        countOn(connection);
    }

    /** Ids that the database makes go on after the highest that is there. */
    private static void countOn(Connection connection) throws SQLException {
        execute(connection, """
                DO $$ DECLARE c record; BEGIN
                    FOR c IN SELECT t.relname, a.attname FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
                        WHERE a.attidentity <> '' AND t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
                    LOOP
                        EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), (SELECT coalesce(max(%I), 0) + 1 FROM %I), false)',
                            quote_ident(c.relname), c.attname, c.attname, c.relname);
                    END LOOP;
                END $$
                """);
    }

    private static boolean hasRows(Connection connection, String table) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("SELECT EXISTS (SELECT FROM " + TableShapes.quoted(table) + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
