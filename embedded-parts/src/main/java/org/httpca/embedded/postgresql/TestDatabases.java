package org.httpca.embedded.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.embedded.process.PrivateFolder;
import org.jspecify.annotations.Nullable;

/**
 * Databases for tests: one server for each JVM, started when first asked for and removed at the JVM's end.
 * {@code -Dhttpca.test.postgresql=installed} takes the distribution's PostgreSQL. Nothing here outlives the JVM, so commits do
 * not wait for the disk.
 */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable PostgresqlServer shared;

    private TestDatabases() {}

    /** This JVM's server. */
    public static synchronized PostgresqlServer server() {
        PostgresqlServer server = shared;
        if (server == null) {
            server = start();
            shared = server;
        }
        return server;
    }

    /** A fresh database with an owner of its own; the prefix (letters, digits, '_'; at most 30) shows in both names. */
    public static TestDatabase create(String prefix) {
        if (!prefix.matches("[a-z0-9_]{1,30}")) {
            throw new IllegalArgumentException("A prefix has 1 to 30 of a-z, 0-9 and '_'.");
        }
        PostgresqlServer server = server();
        String name = prefix + "_" + NUMBER.incrementAndGet();
        String owner = name + "_owner";
        String password = UUID.randomUUID().toString();
        server.ensureRole(owner, password);
        server.ensureDatabase(name, owner);
        return new TestDatabase(server.jdbcUrl(name), owner, password);
    }

    private static PostgresqlServer start() {
        PostgresqlPrograms programs = "installed".equals(System.getProperty("httpca.test.postgresql"))
                ? PostgresqlPrograms.newestInstalled()
                : BundledPrograms.unpacked();
        try {
            Path folder = Files.createTempDirectory("httpca-test-postgresql-");
            PostgresqlServer server = PostgresqlServer.start(programs, folder, Durability.NONE);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, folder), "stop-test-postgresql"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for the test database.", e);
        }
    }

    private static void remove(PostgresqlServer server, Path folder) {
        try {
            server.close();
            PrivateFolder.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The test database's folder " + folder + " cannot be removed.", e);
        }
    }

    /** One database: its JDBC URL and its owner, who may do everything in it. */
    public record TestDatabase(String url, String owner, String ownerPassword) {
        /** A role that may log in and connect to this database; its rights on tables are the migrations' business. */
        public void ensureRole(String name, String password) {
            server().ensureRole(name, password);
            server().allowConnect(url.substring(url.lastIndexOf('/') + 1), name);
        }

        @Override
        public String toString() {
            return "TestDatabase[" + url + ", " + owner + "]";
        }
    }
}
