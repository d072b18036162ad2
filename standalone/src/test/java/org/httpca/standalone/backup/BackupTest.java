package org.httpca.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A signer's database of a production topology, with the folder beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    private final OwnedDatabase source = database();
    private final Backup backup = new Backup(Clock.systemUTC(), "test", line -> {});

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path copy;

    private static OwnedDatabase database() {
        TestDatabase made = TestDatabases.create("backup");
        made.ensureRole("backup_signer", "x");
        made.ensureRole("backup_approval", "x");
        return new OwnedDatabase(
                Side.SIGNER,
                made.url(),
                made.owner(),
                made.ownerPassword().toCharArray(),
                Map.of("signer_user", "backup_signer", "approval_user", "backup_approval"));
    }

    /** Somebody writes all the time, two rows in each transaction. */
    @BeforeAll
    void make(@TempDir Path made) throws Exception {
        folder = made;
        source.migrate(null);
        Path keys = Files.createDirectories(folder.resolve("signer"));
        Files.writeString(keys.resolve("ca.p12"), "key");
        Files.setPosixFilePermissions(keys.resolve("ca.p12"), PosixFilePermissions.fromString("rw-------"));
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(20);
        Thread writer = new Thread(() -> write(enough, begun));
        writer.start();
        begun.await();
        copy = folder.resolve("copy");
        backup.make(copy, false, List.of(source), Map.of("signer", keys));
        enough.set(true);
        writer.join();
    }

    private void write(AtomicBoolean enough, CountDownLatch begun) {
        try (Connection connection = source.connect()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            jdbc.update(
                    "INSERT INTO request (id, state, command, proof_sha256, profile, received_at, updated_at)"
                            + " VALUES (gen_random_uuid(), 'Waiting-For-Approval', E'tab\\there, back\\\\slash, ünï', '\\x00ff', 'p', now(), now())");
            connection.setAutoCommit(false);
            while (!enough.get()) {
                jdbc.update("INSERT INTO inbox VALUES (gen_random_uuid(), now())");
                jdbc.update(
                        "INSERT INTO parked (parked_at, direction, queue, reason, body) VALUES (now(), 'in', 'q', '', '\\x00')");
                connection.commit();
                begun.countDown();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isOfOneMomentAndPrivateAndComesBackAsItWas() throws Exception {
        VerifiedBackup verified = VerifiedBackup.of(copy, line -> {});
        try (Stream<Path> all = Files.walk(copy)) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
        OwnedDatabase goal = database();
        Restore restore = new Restore(verified, line -> {});
        restore.check(goal);
        restore.database(goal);
        restore.files(folder.resolve("restored"));

        assertThat(folder.resolve("restored/signer/ca.p12")).hasContent("key");
        JdbcTemplate old = new JdbcTemplate(source.source());
        JdbcTemplate restored = new JdbcTemplate(goal.source());
        long inbox = count(restored, "inbox");
        assertThat(inbox).isPositive().isEqualTo(count(restored, "parked"));
        String request = "SELECT command || encode(proof_sha256, 'hex') FROM request";
        assertThat(restored.queryForObject(request, String.class)).isEqualTo(old.queryForObject(request, String.class));

        assertThat(restored.queryForObject("SELECT restored_at IS NOT NULL FROM comparison", Boolean.class))
                .as("the signer is told that it was restored")
                .isTrue();
        assertThat(restored.queryForObject("SELECT revision FROM request", Long.class))
                .as("what it says now is newer than whatever it said")
                .isGreaterThan(1_000_000);
        restored.update(
                "INSERT INTO parked (parked_at, direction, queue, reason, body) VALUES (now(), 'in', 'q', '', '')");
        assertThat(restored.queryForObject("SELECT max(id) FROM parked", Long.class))
                .isEqualTo(inbox + 1);
        assertThatThrownBy(() -> restore.check(goal)).hasMessageContaining("is not empty: its table");
    }

    @Test
    void oneThatIsDamagedForeignOrNewerIsRefused() throws Exception {
        refuses("is no back-up of HttpCA", bad -> Files.delete(bad.resolve("manifest.json")));
        refuses("manifest.json is not what was written", bad -> append(bad.resolve("manifest.json")));
        refuses("inbox.copy.gz is not what was written", bad -> append(bad.resolve("signer-database/inbox.copy.gz")));
        refuses("files/signer/ca.p12 is missing", bad -> Files.delete(bad.resolve("files/signer/ca.p12")));
        refuses("files/more is not one of its parts", bad -> append(bad.resolve("files/more")));
        refuses("has format 2", bad -> rewrite(bad, "\"format\" : 1", "\"format\" : 2"));
        refuses(
                "is of a newer release (schema 2999.1",
                bad -> rewrite(bad, "\"schema\" : \"" + Side.SIGNER.newest(), "\"schema\" : \"2999.1"));
        refuses("a name that leads elsewhere", bad -> rewrite(bad, "files/signer/ca.p12", "files/../../ca.p12"));
        refuses("a table has a name that is none", bad -> rewrite(bad, "\"name\" : \"inbox\"", "\"name\" : \"a;b\""));
    }

    @Test
    void nothingIsOverwritten() {
        assertThatThrownBy(() -> backup.make(copy, false, List.of(source), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not empty");
        Path none = folder.resolve("none");
        OwnedDatabase empty = database();
        assertThatThrownBy(() -> backup.make(none, false, List.of(empty), Map.of()))
                .hasMessageContaining("has no tables of the signer-database");
        assertThat(none).doesNotExist();
        assertThat(folder.resolve(".none.unfinished")).doesNotExist();
    }

    @Test
    void aDatabaseIsNamedByTheFolderThatTheSetUpMade() throws Exception {
        Path setUp = Files.createDirectories(folder.resolve("signer-database"));
        Files.writeString(setUp.resolve("owner-password"), new String(source.password()) + "\n");
        Files.writeString(setUp.resolve("application.yml"), """
                httpca:
                  database:
                    url: %s
                    user: backup_signer
                  migration:
                    user: httpca_signer_owner
                    password-file: owner-password
                """.formatted(source.url()));
        OwnedDatabase named = OwnedDatabase.ofFolder(setUp);
        assertThat(named.side()).isEqualTo(Side.SIGNER);
        assertThat(named.password()).isEqualTo(source.password());
        assertThat(named.users())
                .containsOnly(Map.entry("signer_user", "backup_signer"), Map.entry("approval_user", "httpca_approval"));
        assertThat(named.toString()).doesNotContain(new String(source.password()));
        assertThatThrownBy(() -> OwnedDatabase.ofFolder(folder)).hasMessageContaining("There is no application.yml in");
    }

    @FunctionalInterface
    private interface Damage {
        void to(Path backup) throws Exception;
    }

    private void refuses(String sentence, Damage damage) throws Exception {
        Path bad = Files.createTempDirectory(folder, "bad");
        try (Stream<Path> all = Files.walk(copy)) {
            for (Path path : all.skip(1).toList()) {
                Files.copy(path, bad.resolve(copy.relativize(path).toString()));
            }
        }
        damage.to(bad);
        assertThatThrownBy(() -> VerifiedBackup.of(bad, line -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(sentence);
    }

    private static void append(Path file) throws Exception {
        Files.writeString(file, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** With a checksum that fits, as of who made it so. */
    private static void rewrite(Path backup, String from, String to) throws Exception {
        String json = Files.readString(backup.resolve("manifest.json"));
        assertThat(json).contains(from);
        String changed = json.replace(from, to);
        Files.writeString(backup.resolve("manifest.json"), changed);
        Files.writeString(
                backup.resolve("manifest.json.sha256"),
                Octets.of(changed.getBytes(StandardCharsets.UTF_8)).sha256().hex() + "  manifest.json\n");
    }

    private static long count(JdbcTemplate jdbc, String table) {
        Long count = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? -1 : count;
    }
}
