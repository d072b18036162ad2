package org.httpca.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.sql.DataSource;
import org.httpca.forward.loop.LoopState;
import org.httpca.start.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class SignerRoleTest {
    // the port of "discard", on which nothing listens: a signer starts without its broker
    private static final String NOBODY = "amqp://127.0.0.1:9";

    private static final String CRL_SAID = "SELECT id FROM outbox WHERE latest_key = 'crl/issuing'";

    @TempDir
    private Path temporary;

    @Test
    void itStartsPublishesAndStopsCleanly() throws Exception {
        SignerFolder folder = new SignerFolder(temporary, NOBODY);
        SignerRole.migrate(folder.settings);
        try (ConfigurableApplicationContext context = SignerRole.run(folder.settings)) {
            Stages stages = context.getBean(Stages.class);
            assertThat(stages.states())
                    .extracting(LoopState::name)
                    .containsExactly(
                            "accept",
                            "decide",
                            "sign",
                            "transmit",
                            "publish",
                            "crl",
                            "crl-shards",
                            "responder",
                            "profiles",
                            "compare",
                            "log",
                            "identities");
            assertThat(threads()).contains("signer-decide", "signer-sign", "signer-transmit", "signer-publish");

            context.getBean(EachInTurn.class).run();
            context.getBean(CrlStages.class).complete().run();
            // the stage's own thread may be making it at this moment, and then it is not made twice
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            for (int look = 0;
                    look < 100 && jdbc.queryForList(CRL_SAID, Long.class).isEmpty();
                    look++) {
                Thread.sleep(100);
            }
            assertThat(jdbc.queryForList("SELECT latest_key FROM outbox WHERE latest_key IS NOT NULL", String.class))
                    // its stage makes it at its own time
                    .filteredOn(key -> !key.equals("crl/issuing/delta"))
                    .containsExactlyInAnyOrder("crl/issuing", "crl/root", "profiles", "issuers", "heartbeat/signer-1");
        }
        assertThat(threads()).noneMatch(name -> name.startsWith("signer-"));
    }

    @Test
    void migratingTwiceIsFine() throws Exception {
        SignerFolder folder = new SignerFolder(temporary, NOBODY);
        SignerRole.migrate(folder.settings);
        SignerRole.migrate(folder.settings);
    }

    @Test
    void withoutTablesItSaysWhatToRun() throws Exception {
        refuses(new SignerFolder(temporary, NOBODY), "migrate");
    }

    @Test
    void aUserWhoMayChangeTheSchemaIsTooMuch() throws Exception {
        SignerFolder folder = new SignerFolder(temporary, NOBODY);
        SignerRole.migrate(folder.settings);
        folder.set("database.user", folder.database.owner());
        folder.set("database.password-file", "owner-password");
        refuses(folder, "httpca.database.user may change the schema");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public-url",
                "installation",
                "database.url",
                "database.user",
                "database.password-file",
                "broker.uri",
                "broker.user",
                "identity.keystore",
                "identity.passphrase-file",
                "messaging-ca",
                "ca.keystore",
                "ca.passphrase-file",
                "profiles",
                "administrators"
            })
    void whatIsMissingIsNamed(String key) throws Exception {
        SignerFolder folder = new SignerFolder(temporary, NOBODY);
        folder.set(key, "");
        refuses(folder, key.equals("broker.user") ? "httpca.broker" : "Set httpca." + key);
    }

    @ParameterizedTest
    @CsvSource({
        "public-url, ftp://ca.example, httpca.public-url",
        "database.url, jdbc:h2:mem:x, httpca.database.url",
        "database.url, jdbc:postgresql://h/d?password=x, must not hold a password",
        "broker.uri, http://broker, httpca.broker",
        "profiles, missing.yml, httpca.profiles",
        "identity.keystore, worker.p12, another role",
        "installation, other, another role or installation",
        "ca.keystore, root.p12, httpca.ca.keystore",
        "messaging-ca, profiles.yml, httpca.messaging-ca",
        "ca.root-crl, profiles.yml, httpca.ca.root-crl",
        "policy.autosign, a b c, httpca.policy.autosign"
    })
    void whatIsWrongIsNamed(String key, String value, String said) throws Exception {
        SignerFolder folder = new SignerFolder(temporary, NOBODY);
        if (!key.startsWith("database") && !key.startsWith("broker") && !key.equals("public-url")) {
            SignerRole.migrate(folder.settings);
        }
        folder.set(key, value);
        refuses(folder, said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ca.p12", "passphrase", "identity.p12", "database-password"})
    void aSecretThatEverybodyCanReadIsNoSecret(String file) throws Exception {
        SignerFolder folder = new SignerFolder(temporary, NOBODY);
        Files.setPosixFilePermissions(folder.file(file), PosixFilePermissions.fromString("rw-r--r--"));
        refuses(folder, "every user of this machine can read");
    }

    private static void refuses(SignerFolder folder, String said) {
        assertThatThrownBy(() -> SignerRole.run(folder.settings).close())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(said);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
