package org.httpca.approval.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.httpca.approval.exit.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String WHOLE = """
            database:
              url: jdbc:postgresql://127.0.0.1/signer
              user: httpca_approval
              password-file: /run/secrets/database
            identity: {keystore: ann.p12, passphrase-file: passphrase}
            installation: example
            messaging-ca: messaging-ca.pem
            """;

    @TempDir
    Path folder;

    @Test
    void takes_relative_paths_from_its_folder_and_leaves_absolute_ones() throws Exception {
        Files.writeString(folder.resolve("approval.yml"), WHOLE);
        Settings settings = Settings.read(folder);
        assertThat(settings.keystore()).isEqualTo(folder.resolve("ann.p12"));
        assertThat(settings.databasePasswordFile()).isEqualTo(Path.of("/run/secrets/database"));
        assertThat(settings.installation()).isEqualTo("example");
    }

    @Test
    void a_key_in_a_token_needs_no_keystore_and_its_pin_may_be_asked_for() throws Exception {
        String inToken = WHOLE.replace("{keystore: ann.p12, passphrase-file: passphrase}", "{key-label: ann}")
                + "pkcs11:\n  library: /opt/vendor/libpkcs11.so\n  slot: 7\n";
        Files.writeString(folder.resolve("approval.yml"), inToken);
        Settings settings = Settings.read(folder);
        assertThat(settings.keystore()).isNull();
        assertThat(settings.keyInToken()).isNotNull().satisfies(key -> {
            assertThat(key.label()).isEqualTo("ann");
            assertThat(key.slot()).hasToString("slot 7 of /opt/vendor/libpkcs11.so");
            assertThat(key.pinFile()).isNull();
        });
        Files.writeString(folder.resolve("approval.yml"), inToken.replace("slot: 7", "slot: first"));
        assertThatThrownBy(() -> Settings.read(folder))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("a slot's number is");
    }

    @Test
    void names_the_key_that_is_missing() throws Exception {
        Files.writeString(folder.resolve("approval.yml"), WHOLE.replace("user: httpca_approval", ""));
        assertThatThrownBy(() -> Settings.read(folder))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("lacks database.user");
    }

    @Test
    void makes_no_objects_of_yaml_tags() throws Exception {
        Files.writeString(folder.resolve("approval.yml"), "database: !!javax.script.ScriptEngineManager {}");
        assertThatThrownBy(() -> Settings.read(folder))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is not valid YAML");
    }

    @Test
    void reads_a_secret_without_its_line_end_and_refuses_none() throws Exception {
        Path file = folder.resolve("secret");
        Files.writeString(file, "s e c r e t\r\n");
        assertThat(SecretFile.read(file)).isEqualTo("s e c r e t");
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> SecretFile.read(file)).hasMessageContaining("is empty");
    }
}
