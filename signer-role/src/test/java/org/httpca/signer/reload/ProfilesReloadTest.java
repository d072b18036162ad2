package org.httpca.signer.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.httpca.order.Action;
import org.httpca.order.Administrators;
import org.httpca.signer.instance.Instances;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.profile.ProfilesSource;
import org.httpca.signer.testing.SignerDatabase;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class ProfilesReloadTest {
    private static final String DEFAULT = new String(Profiles.defaultFile(), StandardCharsets.UTF_8);

    private final TestAdministrator ada = new TestAdministrator("ada-" + UUID.randomUUID());
    private Administrators administrators = TestAdministrator.all(ada);
    private final JdbcTemplate owner = new JdbcTemplate(SignerDatabase.shared().owner());

    @TempDir
    private Path folder;

    private Signer one;
    private Signer two;

    @BeforeEach
    void start() throws IOException {
        one = new Signer("one.yml");
        two = new Signer("two.yml");
    }

    @AfterEach
    void close() {
        one.signer.close();
        two.signer.close();
    }

    /** A signer with a file of its own. */
    private final class Signer {
        final TestSigner signer;
        final Path file;
        final ProfilesInForce inForce;
        final ProfilesReload reload;

        Signer(String name) throws IOException {
            file = Files.writeString(folder.resolve(name), DEFAULT);
            ProfilesSource source = new ProfilesSource(file, "", "", Set.of("issuing"));
            signer = new TestSigner(() -> administrators, source.load()).isPresent();
            inForce = signer.inForce;
            JdbcTemplate jdbc = new JdbcTemplate(SignerDatabase.shared().runtime());
            reload = new ProfilesReload(
                    signer.transactions,
                    source,
                    inForce,
                    new Instances(jdbc, signer.instance),
                    new ReloadOrders(jdbc, jws -> administrators.verify(jws)),
                    signer.audit,
                    TestSigner.CLOCK);
            reload.run();
        }

        void says(String text, String replacement) throws IOException {
            int at = DEFAULT.indexOf(text, DEFAULT.indexOf("\nprofiles:"));
            Files.writeString(file, DEFAULT.substring(0, at) + replacement + DEFAULT.substring(at + text.length()));
        }

        long days() {
            return inForce.get().find("server").orElseThrow().validity().toDays();
        }

        List<String> audited() {
            return owner.queryForList(
                    "SELECT event || ' ' || detail FROM audit WHERE chain = ? AND event LIKE 'profiles-reload%' ORDER BY sequence",
                    String.class, signer.instance + "/profiles");
        }

        List<String> row(String column) {
            return owner.queryForList(
                    "SELECT unnest(" + column + ") FROM signer_instance WHERE instance = ?",
                    String.class,
                    signer.instance);
        }
    }

    @Test
    void nothingIsReadUntilSomebodyAsks() throws Exception {
        one.says("validity: 90d", "validity: 60d");
        assertThat(one.reload.run()).isZero();
        assertThat(one.days()).isEqualTo(90);

        String old = one.inForce.get().find("server").orElseThrow().hash();
        one.reload.ask("SIGHUP");
        assertThat(one.reload.run()).isEqualTo(1);
        assertThat(one.days()).isEqualTo(60);
        String fresh = one.inForce.get().find("server").orElseThrow().hash();
        assertThat(one.row("hashes")).contains(fresh).doesNotContain(old);
        assertThat(one.audited()).singleElement().asString().contains("profiles-reloaded", "SIGHUP", old, fresh);
        assertThat(one.reload.run()).isZero();
    }

    @Test
    void ofAFaultyFileNothingCountsAndAnAlarmSaysWhichLineIsWrong() throws Exception {
        one.says("validity: 90d\n    maximum-validity: 398d", "validity: 60d\n    maximum-validity: secret");
        one.reload.ask("SIGHUP");
        one.reload.run();
        assertThat(one.days()).isEqualTo(90);
        int line = DEFAULT.substring(0, DEFAULT.indexOf("\n    maximum-validity: 398d"))
                        .split("\n")
                        .length
                + 1;
        assertThat(one.reload.alarms())
                .singleElement()
                .asString()
                .contains("line " + line + " of one.yml", "stay in force")
                .doesNotContain("secret");
        assertThat(one.audited()).singleElement().asString().contains("profiles-reload-refused", "line " + line);

        one.says("validity: 90d", "validity: 60d");
        one.reload.ask("SIGHUP");
        one.reload.run();
        assertThat(one.reload.alarms()).isEmpty();
        assertThat(one.days()).isEqualTo(60);
    }

    @Test
    void anIssuerThatIsNotHereIsAFaultOfTheFile() throws Exception {
        one.says("issuer: issuing", "issuer: elsewhere");
        one.reload.ask("SIGHUP");
        one.reload.run();
        assertThat(one.reload.alarms()).singleElement().asString().contains("line");
        assertThat(one.audited()).singleElement().asString().contains("elsewhere", "issuing");
    }

    @Test
    void anOrderIsCountedByOneSignerAndCarriedOutByEach() throws Exception {
        one.says("validity: 90d", "validity: 60d");
        two.says("validity: 90d", "validity: nonsense");
        long order = ada.orders(Action.RELOAD_PROFILES, null);
        one.reload.run();
        assertThat(one.days()).isEqualTo(90);

        one.signer.decides();
        assertThat(ada.answer(order)).isEqualTo("counted");
        assertThat(one.reload.run()).isEqualTo(1);
        assertThat(two.reload.run()).isEqualTo(1);
        assertThat(one.days()).isEqualTo(60);
        assertThat(two.days()).isEqualTo(90);
        assertThat(one.audited()).singleElement().asString().contains("order of ada");
        assertThat(owner.queryForList(
                        "SELECT coalesce(fault, 'fine') FROM signer_instance WHERE reload_order = ? ORDER BY fault NULLS FIRST",
                        String.class,
                        order))
                .satisfiesExactly(
                        fine -> assertThat(fine).isEqualTo("fine"),
                        fault -> assertThat(fault).contains("two.yml", "validity"));
        assertThat(one.reload.run()).isZero();
        assertThat(two.reload.run()).isZero();
    }

    @Test
    void anOrderOfSomebodyWhoWasRemovedSinceIsNoneAnyMore() throws Exception {
        one.says("validity: 90d", "validity: 60d");
        two.says("validity: 90d", "validity: 60d");
        long order = ada.orders(Action.RELOAD_PROFILES, null);
        one.signer.decides();
        assertThat(ada.answer(order)).isEqualTo("counted");
        assertThat(one.reload.run()).isEqualTo(1);
        administrators = TestAdministrator.all();
        assertThat(two.reload.run()).isZero();
        assertThat(two.days()).isEqualTo(90);
    }

    @Test
    void aRowThatNobodySignedIsNoOrder() throws Exception {
        one.says("validity: 90d", "validity: 60d");
        TestAdministrator stranger = new TestAdministrator("mallory-" + UUID.randomUUID());
        long order = stranger.orders(Action.RELOAD_PROFILES, null);
        one.signer.decides();
        assertThat(stranger.answer(order)).startsWith("refused");
        owner.update("UPDATE admin_order SET verdict = 'counted', reason = NULL WHERE id = ?", order);
        assertThat(one.reload.run()).isZero();
        assertThat(one.days()).isEqualTo(90);
    }
}
