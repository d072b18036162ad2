package org.httpca.embedded.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.process.Programs;
import org.httpca.embedded.process.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What a server must do, whoever brought the programs. */
abstract class PostgresqlServerContract {
    @TempDir
    Path temporary;

    abstract PostgresqlServer start(Path folder);

    @Test
    void theDataSurviveARestartAndAKill() throws Exception {
        Path folder = temporary.resolve("data");
        try (PostgresqlServer server = start(folder)) {
            new Rows(server).create();
            new Rows(server).add(20);
        }
        try (PostgresqlServer server = start(folder)) {
            assertThat(new Rows(server).count()).isEqualTo(20);
            new Rows(server).add(20);
            assertThat(Programs.signal("KILL", server.pid())).isTrue();
        }
        try (PostgresqlServer server = start(folder)) {
            assertThat(new Rows(server).count()).isEqualTo(40);
        }
    }

    /** On a busy machine the processes of a killed master take a while to end, and hold its memory until then. */
    @Test
    void aBackendThatOutlivesItsMasterIsWaitedFor() throws Exception {
        Path folder = temporary.resolve("data");
        long backend;
        try (PostgresqlServer server = start(folder);
                Connection connection = DriverManager.getConnection(
                        server.jdbcUrl("postgres"), server.superuser(), server.superuserPassword())) {
            backend = connection.unwrap(PGConnection.class).getBackendPID();
            assertThat(Programs.signal("STOP", backend)).isTrue();
            assertThat(Programs.signal("KILL", server.pid())).isTrue();
        }
        CompletableFuture<PostgresqlServer> starting = CompletableFuture.supplyAsync(() -> start(folder));
        assertThat(Waiting.until(Duration.ofSeconds(8), starting::isDone)).isFalse();
        assertThat(Programs.signal("CONT", backend)).isTrue();
        try (PostgresqlServer server = starting.get(2, TimeUnit.MINUTES)) {
            assertThat(new Rows(server).setting("fsync")).isEqualTo("on");
        }
    }

    @Test
    void itIsSafeByDefault() throws Exception {
        Path folder = temporary.resolve("data");
        try (PostgresqlServer server = start(folder)) {
            Rows rows = new Rows(server);
            assertThat(rows.setting("fsync")).isEqualTo("on");
            assertThat(rows.setting("synchronous_commit")).isEqualTo("on");
            assertThat(rows.setting("data_checksums")).isEqualTo("on");
            assertThat(rows.setting("listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(rows.setting("unix_socket_directories")).isEmpty();
            assertThat(server.port()).isBetween(20_000, 32_767);
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("superuser.password"))).isEqualTo("rw-------");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(), "postgres"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aSecondServerOnTheSameFolderIsRefused() {
        Path folder = temporary.resolve("data");
        try (PostgresqlServer first = start(folder)) {
            assertThatThrownBy(() -> start(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another process");
            assertThat(first.pid()).isPositive();
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
