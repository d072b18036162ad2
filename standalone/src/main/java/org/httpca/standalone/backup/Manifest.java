package org.httpca.standalone.backup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a back-up has, in {@code manifest.json}.
 *
 * @param format of the folder; {@link #FORMAT}
 * @param httpca the release that made it
 * @param takenAt when the snapshots were taken
 * @param standalone true for a whole data folder; false for what was named of a production topology
 * @param databases the rows, the web side's first
 * @param files keys and configuration
 */
public record Manifest(
        int format, String httpca, Instant takenAt, boolean standalone, List<Database> databases, List<Stored> files) {

    static final int FORMAT = 1;

    public Manifest {
        databases = List.copyOf(databases);
        files = List.copyOf(files);
    }

    /**
     * One database.
     *
     * @param side {@link Side#folder()}
     * @param schema the version of its schema
     * @param tables in an order in which they can be filled
     */
    public record Database(String side, String schema, List<Table> tables) {
        public Database {
            tables = List.copyOf(tables);
        }

        long rows() {
            return tables.stream().mapToLong(Table::rows).sum();
        }
    }

    /**
     * The rows of one table: PostgreSQL's text format of COPY, compressed by gzip.
     *
     * @param columns in the order of the file
     */
    public record Table(String name, List<String> columns, long rows, Stored file) {
        public Table {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A file of the back-up.
     *
     * @param path relative to the back-up's folder, with {@code /}
     * @param mode POSIX permissions of the original, such as {@code rw-------}
     * @param octets its size here
     * @param sha256 hexadecimal, of the file as it lies here
     */
    public record Stored(String path, String mode, long octets, String sha256) {}

    Optional<Database> database(Side side) {
        return databases.stream()
                .filter(each -> each.side().equals(side.folder()))
                .findFirst();
    }

    /** Of all parts. */
    public long octets() {
        return files.stream().mapToLong(Stored::octets).sum()
                + databases.stream()
                        .flatMap(each -> each.tables().stream())
                        .mapToLong(table -> table.file().octets())
                        .sum();
    }

    /** Of all tables. */
    public long rows() {
        return databases.stream().mapToLong(Database::rows).sum();
    }
}
