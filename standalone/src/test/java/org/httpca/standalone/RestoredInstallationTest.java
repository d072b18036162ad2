package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.httpca.message.Role;
import org.httpca.signer.SignerRole;
import org.httpca.standalone.WholeSystem.Asked;
import org.httpca.standalone.backup.Backup;
import org.httpca.standalone.backup.OwnedDatabase;
import org.httpca.standalone.backup.Restore;
import org.httpca.standalone.backup.Side;
import org.httpca.standalone.backup.VerifiedBackup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What comes back after a loss, of everything and of the signer's database alone. */
@Tag("full")
class RestoredInstallationTest {
    private static final String CERTIFICATES =
            "SELECT request_id || ' ' || serial || ' ' || encode(sha256(der), 'hex') FROM certificate ORDER BY 1";

    @TempDir
    private Path folder;

    private final Backup backup = new Backup(Clock.systemUTC(), "test", line -> {});

    private Standalone start(String data) {
        return Standalone.start(
                new StartSettings(
                        folder.resolve(data),
                        0,
                        "127.0.0.1",
                        null,
                        Map.of("httpca.policy.autosign", "*.auto.test", "httpca.announce.held", "2s"),
                        Parts.EMBEDDED),
                System.out);
    }

    @Test
    void everythingIsThereAgainThoughTheCopyWasMadeUnderLoad() throws Exception {
        DataFolderBackup folders = new DataFolderBackup(Parts.EMBEDDED, line -> {});
        Path copy = folder.resolve("copy");
        Asked issued;
        Asked held;
        long crl;
        try (Standalone first = start("data")) {
            WholeSystem here = new WholeSystem(first);
            issued = here.asksUntil("first.auto.test", "issued");
            held = here.asksUntil("held.example.test", "waiting-for-approval");
            AtomicBoolean enough = new AtomicBoolean();
            Thread load = new Thread(() -> submit(here, enough));
            load.start();
            folders.make(backup, copy, first.data());
            enough.set(true);
            load.join();
            crl = number(here, "SELECT number FROM crl WHERE shard = ''");
        }
        folders.restore(VerifiedBackup.of(copy, line -> {}), folder.resolve("again"));
        try (Standalone second = start("again")) {
            WholeSystem here = new WholeSystem(second);
            assertThat(here.shows(issued)).isEqualTo("issued");
            here.approves(held);
            here.showsUntil(held, "issued");
            here.asksUntil("second.auto.test", "issued");
            Eventually.holds(
                    "every request has its outcome",
                    () -> number(here, "SELECT count(*) FROM request WHERE outcome IS NULL OR word IS NOT NULL") == 0
                            && count(here.web(), "SELECT count(*) FROM request WHERE announce_at IS NOT NULL") == 0);
            assertThat(here.web().queryForList(CERTIFICATES, String.class))
                    .isEqualTo(here.signer().queryForList(CERTIFICATES, String.class))
                    .hasSizeGreaterThan(2);
            assertThat(number(here, "SELECT number FROM crl WHERE shard = ''")).isGreaterThanOrEqualTo(crl);
            Outcomes.nothingWentWrong(second.data());
            IssuedCertificates.keep(second.data());
        }
    }

    private static void submit(WholeSystem here, AtomicBoolean enough) {
        try {
            for (int i = 0; !enough.get(); i++) {
                here.asks("load-" + i + ".auto.test");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSignerOfYesterdayLearnsFromTheWebSideOfToday() throws Exception {
        try (Standalone httpca = start("yesterday")) {
            WholeSystem here = new WholeSystem(httpca);
            Asked approvedSince = here.asksUntil("approved-since.example.test", "waiting-for-approval");
            Asked before = here.asksUntil("before.auto.test", "issued");
            OwnedDatabase signer = signer(httpca);
            Path copy = folder.resolve("signer-copy");
            backup.make(copy, false, List.of(signer), Map.of());

            Asked since = here.asksUntil("since.auto.test", "issued");
            here.approves(approvedSince);
            here.showsUntil(approvedSince, "issued");
            Asked heldSince = here.asksUntil("held-since.example.test", "waiting-for-approval");
            here.webSideHeardTheLatest(heldSince);
            Path head = folder.resolve("head-of-the-log");
            Eventually.holds("what was issued stands in the log", () -> entries(here.web()) == 3);
            assertThat(verifiesLog(httpca, head)).contains("issued 3,").doesNotContain("BROKEN");

            Standalone.Role role = httpca.role("signer");
            role.context().close();
            JdbcTemplate owner = here.signer();
            owner.execute("DROP SCHEMA public CASCADE");
            owner.execute("CREATE SCHEMA public");
            owner.execute("GRANT USAGE ON SCHEMA public TO PUBLIC");
            Restore restore = new Restore(VerifiedBackup.of(copy, line -> {}), line -> {});
            restore.check(signer);
            restore.database(signer);
            try (var again = SignerRole.run(role.properties())) {
                Eventually.holds(
                        "the signer has learned what it had issued",
                        () -> owner.queryForList(CERTIFICATES, String.class)
                                .equals(here.web().queryForList(CERTIFICATES, String.class)));
                assertThat(WholeSystem.rows(owner, "certificate", since.id())).isEqualTo(1);
                assertThat(WholeSystem.rows(owner, "certificate", before.id())).isEqualTo(1);
                here.auditsEventually(approvedSince.id(), "request-answered-before");
                Eventually.holds(
                        "the request of since is known again",
                        () -> WholeSystem.rows(owner, "request", heldSince.id()) == 1);
                here.approves(heldSince);
                here.showsUntil(heldSince, "issued");
                here.asksUntil("after.auto.test", "issued");
                assertThat(owner.queryForList(CERTIFICATES, String.class))
                        .isEqualTo(here.web().queryForList(CERTIFICATES, String.class))
                        .hasSize(5);
                assertThat(count(owner, "SELECT count(DISTINCT serial) FROM certificate"))
                        .isEqualTo(5);
                Eventually.holds(
                        "the log goes on from where the world has seen it",
                        () -> entries(here.web()) > 5 && entries(here.web()) == entries(owner));
                assertThat(verifiesLog(httpca, head))
                        .contains("it has grown from the ")
                        .doesNotContain("BROKEN");
                assertThat(count(owner, "SELECT count(*) FROM audit WHERE event = 'log-continued'"))
                        .isPositive();
                assertThat(here.approval("audit", "verify")).contains("OK");
                assertThat(here.reported(Role.SIGNER, "refused")).isZero();
                Eventually.holds(
                        "the status page tells of it",
                        () ->
                                here
                                        .web()
                                        .queryForList("SELECT body FROM heartbeat WHERE role = 'signer'", String.class)
                                        .stream()
                                        .anyMatch(body -> body.contains("had lost 2 certificates")));
            }
        }
    }

    private static OwnedDatabase signer(Standalone httpca) throws Exception {
        String web = Files.readString(httpca.data().resolve("web/database-url"));
        return OwnedDatabase.ofStandalone(
                Side.SIGNER,
                web.strip().replace("httpca_web", "httpca_signer"),
                httpca.data().resolve("signer"));
    }

    private static long entries(JdbcTemplate database) {
        return count(database, "SELECT count(*) FROM log_entry WHERE entry LIKE 'issued %'");
    }

    private static String verifiesLog(Standalone httpca, Path head) {
        Journeys.Said said = Journeys.approval(
                httpca.data(),
                List.of("log", "verify", "--url", httpca.url(), "--remember", head.toString(), "--database"));
        assertThat(said.code()).as(said.text()).isZero();
        return said.text();
    }

    private static long number(WholeSystem here, String sql) {
        return count(here.signer(), sql);
    }

    private static long count(JdbcTemplate database, String sql) {
        Long count = database.queryForObject(sql, Long.class);
        return count == null ? -1 : count;
    }
}
