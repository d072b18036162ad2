package org.httpca.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What many certificates leave in the two databases of a standalone: rows copied from those of the newest one. The columns are asked
 * for, so that a new one is copied as it is; those below differ from copy to copy. {@code n} is the number of the copy, {@code t} the
 * row that is copied.
 */
final class History {
    private static final int PORTION = 20_000;

    /** The same on both sides, and without order, as real ones are. */
    private static final String ID = "md5('request ' || n)::uuid";

    /** As long as the copied one, whose first octet it keeps: so a certificate's structure stays what it was. */
    private static final String SERIAL =
            "left(t.serial, 2) || left(md5('a' || n) || md5('b' || n), length(t.serial) - 2)";

    private static final String NAME = "'n' || n || '.history.test'";
    private static final String COMMAND = "replace(t.command, t.id::text, (" + ID + ")::text)";
    private static final String AT = " - n * interval '1 second'";

    private static final List<Table> WEB = List.of(
            new Table(
                    "request",
                    "id",
                    Map.of(
                            "id",
                            ID,
                            "serial",
                            SERIAL,
                            "command",
                            COMMAND,
                            "subject",
                            "'CN=' || " + NAME,
                            "submitted_at",
                            "t.submitted_at" + AT,
                            "updated_at",
                            "t.updated_at" + AT)),
            new Table(
                    "certificate",
                    "request_id",
                    Map.of(
                            "request_id",
                            ID,
                            "serial",
                            SERIAL,
                            "der",
                            withSerial("der"),
                            "sha256",
                            "encode(sha256(" + withSerial("der") + "), 'hex')",
                            "spki_sha256",
                            "md5('c' || n) || md5('d' || n)",
                            "subject",
                            "'CN=' || " + NAME,
                            "identifiers",
                            "array[" + NAME + "]",
                            "not_before",
                            "t.not_before" + AT,
                            "received_at",
                            "t.received_at" + AT,
                            "number",
                            "nextval(pg_get_serial_sequence('certificate', 'number'))")));

    /** Of the copies among the certificates: what they are found by, which the worker writes with each. */
    private static final List<String> FOUND_BY = List.of(
            "insert into certificate_name (name, number) select n, c.number from certificate c,"
                    + " certificate_names(c.subject, c.identifiers) n where c.number > ?",
            "insert into certificate_requester (requester, number) select r, c.number from certificate c"
                    + " join request q on q.id = c.request_id, certificate_requesters(q.principal, q.command) r where c.number > ?");

    private static final List<Table> SIGNER = List.of(
            new Table(
                    "request",
                    "id",
                    Map.of(
                            "id", ID,
                            "serial", SERIAL,
                            "command", COMMAND,
                            "subject", "'CN=' || " + NAME,
                            "identifiers", "array[" + NAME + "]",
                            "received_at", "t.received_at" + AT,
                            "decided_at", "t.decided_at" + AT,
                            "updated_at", "t.updated_at" + AT)),
            new Table(
                    "intent",
                    "request_id",
                    Map.of(
                            "request_id",
                            ID,
                            "serial",
                            SERIAL,
                            "tbs",
                            withSerial("tbs"),
                            "created_at",
                            "t.created_at" + AT)),
            new Table(
                    "certificate",
                    "request_id",
                    Map.of(
                            "request_id",
                            ID,
                            "serial",
                            SERIAL,
                            "der",
                            withSerial("der"),
                            "spki_sha256",
                            "md5('c' || n) || md5('d' || n)",
                            "subject",
                            "'CN=' || " + NAME,
                            "identifiers",
                            "array[" + NAME + "]",
                            "not_before",
                            "t.not_before" + AT,
                            "issued_at",
                            "t.issued_at" + AT)),
            new Table(
                    "audit",
                    "request_id",
                    Map.of("chain", "'copied/' || t.chain || t.sequence", "sequence", "n", "request_id", ID)));

    private final List<Side> sides;

    private History(List<Side> sides) {
        this.sides = sides;
    }

    /** One table, the column by which the rows to be copied are found, and the columns that differ. */
    private record Table(String name, String key, Map<String, String> differing) {}

    /** One database, as its schema's owner. */
    private record Side(String url, String owner, Path passwordFile, List<Table> tables) {
        Connection connect() throws IOException, SQLException {
            return DriverManager.getConnection(
                    url, owner, Files.readString(passwordFile).strip());
        }
    }

    /** Of a standalone that runs on this data folder. */
    static History of(Path data) throws IOException {
        String signer = Files.readAllLines(data.resolve("operator/approval.yml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("url: "))
                .map(line -> line.substring("url: ".length()))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no database in " + data + "/operator/approval.yml"));
        return new History(List.of(
                new Side(
                        Files.readString(data.resolve("web/database-url")).strip(),
                        "httpca_web_owner",
                        data.resolve("web/owner-password"),
                        WEB),
                new Side(signer, "httpca_signer_owner", data.resolve("signer/owner-password"), SIGNER)));
    }

    /** @param done counts the copies that both databases have */
    void fill(int copies, AtomicInteger done, Stop stop) throws IOException, SQLException {
        try (Connection web = sides.get(0).connect();
                Connection signer = sides.get(1).connect()) {
            String template =
                    one(web, "select id from request where status = 'issued' order by submitted_at desc limit 1");
            long before =
                    Long.parseLong(one(web, "select count(*) from request where subject like 'CN=n%.history.test'"));
            keep(web, sides.get(0).tables, template);
            keep(signer, sides.get(1).tables, template);
            for (int from = 1; from <= copies; from += PORTION) {
                stop.check();
                int to = Math.min(copies, from + PORTION - 1);
                String newest = one(web, "select max(number) from certificate");
                copy(web, sides.get(0).tables, before + from, before + to);
                for (String insert : FOUND_BY) {
                    run(web, insert.replace("?", newest));
                }
                copy(signer, sides.get(1).tables, before + from, before + to);
                done.set(to);
            }
            for (Connection each : List.of(web, signer)) {
                run(each, "vacuum (analyze)");
            }
        }
    }

    /** The rows that are copied, apart: not every table has an index by which they are found among millions. */
    private static void keep(Connection connection, List<Table> tables, String template) throws SQLException {
        for (Table table : tables) {
            run(
                    connection,
                    "create temporary table copied_" + table.name + " as select * from " + table.name + " where "
                            + table.key + " = '" + template + "'::uuid");
        }
    }

    private static void copy(Connection connection, List<Table> tables, long from, long to) throws SQLException {
        for (Table table : tables) {
            List<String> columns = columns(connection, table.name);
            List<String> values = columns.stream()
                    .map(column -> table.differing.getOrDefault(column, "t." + column))
                    .toList();
            run(
                    connection,
                    "insert into " + table.name + " (" + String.join(", ", columns) + ") select "
                            + String.join(", ", values)
                            + " from copied_" + table.name + " t, generate_series(" + from + ", " + to + ") n");
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select column_name from information_schema.columns where table_name = '"
                                + table + "' and table_schema = current_schema() order by ordinal_position")) {
            List<String> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
            return columns;
        }
    }

    private static String withSerial(String column) {
        String old = "decode(lpad(t.serial, length(t.serial) + length(t.serial) % 2, '0'), 'hex')";
        String own = "decode(lpad(" + SERIAL + ", length(t.serial) + length(t.serial) % 2, '0'), 'hex')";
        return "overlay(t." + column + " placing " + own + " from position(" + old + " in t." + column + "))";
    }

    private static String one(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new SQLException("no row: " + query);
            }
            return rows.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
