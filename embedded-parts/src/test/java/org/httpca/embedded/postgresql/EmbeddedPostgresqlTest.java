package org.httpca.embedded.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.httpca.embedded.process.ChildJvm;
import org.httpca.embedded.process.ServerProcess;
import org.httpca.embedded.process.Waiting;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresqlTest extends PostgresqlServerContract {
    @Override
    PostgresqlServer start(Path folder) {
        return PostgresqlServer.startEmbedded(folder);
    }

    @Test
    void theServerEndsWithAKilledJvm() throws Exception {
        Path folder = temporary.resolve("data");
        try (ChildJvm jvm = ChildJvm.start(PostgresqlRunner.class, folder)) {
            long pid = Long.parseLong(jvm.await("COMMITTED"));
            jvm.kill();
            ServerProcess left = new ServerProcess(pid, folder.resolve("cluster"), "postgres");
            assertThat(Waiting.until(Duration.ofMinutes(1), () -> !left.isAlive()))
                    .isTrue();
            try (PostgresqlServer server = start(folder)) {
                assertThat(new Rows(server).count()).isEqualTo(50);
            }
        }
    }

    @Test
    void anOrphanIsStopped() throws Exception {
        Path folder = temporary.resolve("data");
        try (ChildJvm jvm = ChildJvm.start(PostgresqlRunner.class, folder)) {
            long pid = Long.parseLong(jvm.await("COMMITTED"));
            jvm.killGuards();
            jvm.kill();
            ServerProcess orphan = new ServerProcess(pid, folder.resolve("cluster"), "postgres");
            assertThat(orphan.isAlive()).isTrue();
            try (PostgresqlServer server = start(folder)) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(new Rows(server).count()).isEqualTo(50);
            }
        }
    }

    @Test
    void aKilledFirstStartIsDoneAgain() throws Exception {
        Path folder = temporary.resolve("data");
        Files.createDirectories(folder.resolve("cluster.new/base"));
        Files.writeString(folder.resolve("cluster.new/PG_VERSION"), "18");
        try (PostgresqlServer server = start(folder)) {
            new Rows(server).create();
            assertThat(new Rows(server).count()).isZero();
        }
    }

    @Test
    void aStrangerWithTheSameProcessIdIsLeftAlone() throws Exception {
        Path folder = temporary.resolve("data");
        start(folder).close();
        long ours = ProcessHandle.current().pid();
        Files.writeString(folder.resolve("cluster/postmaster.pid"), ours + "\n" + folder.resolve("cluster") + "\n");
        new PostmasterFile(folder.toRealPath().resolve("cluster")).stopOrphan();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
}
