package org.httpca.signer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.httpca.pki.KeyFile;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What is said of the token's settings; none is opened here. */
class TokenSettingsTest {

    @TempDir
    private Path folder;

    private final Map<String, Object> settings = new HashMap<>();

    @BeforeEach
    void aTokenWithTheIssuingKey() throws IOException {
        KeyFile.writePrivately(folder.resolve("token-pin"), new byte[] {'1', '\n'});
        settings.put(SettingsReader.FOLDER, folder.toString());
        settings.put("httpca.pkcs11.library", "/opt/vendor/libpkcs11.so");
        settings.put("httpca.pkcs11.slot", "7");
        settings.put("httpca.pkcs11.pin-file", "token-pin");
        settings.put("httpca.ca.key-label", "httpca-issuing");
    }

    @Test
    void allOfItIsRead() {
        TokenAccess token = requireNonNull(TokenSettings.access(reader()));
        assertThat(token.slot()).hasToString("slot 7 of /opt/vendor/libpkcs11.so");
        assertThat(token.pinFile()).isEqualTo(folder.resolve("token-pin"));
        assertThat(TokenSettings.label(reader(), TokenSettings.CA, token)).isEqualTo("httpca-issuing");
        assertThat(TokenSettings.label(reader(), TokenSettings.IDENTITY, token)).isNull();
    }

    @Test
    void withoutATokenKeysAreInFiles() {
        settings.keySet().removeIf(key -> key.startsWith("httpca.pkcs11.") || key.endsWith("key-label"));
        assertThat(TokenSettings.access(reader())).isNull();
        assertThat(TokenSettings.label(reader(), TokenSettings.CA, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs11.library, , Set httpca.pkcs11.library too",
        "pkcs11.slot, , Set httpca.pkcs11.slot:",
        "pkcs11.pin-file, , Set httpca.pkcs11.pin-file:",
        "pkcs11.pin-file, none, cannot be read",
        "pkcs11.slot, first, a slot's number is",
        "pkcs11.library, libpkcs11.so, the library's path is absolute",
        "ca.key-label, a label, is no label",
        "ca.key-label, , and no key is in it",
    })
    void whatIsMissingOrWrongIsSaid(String key, @Nullable String value, String said) {
        settings.put("httpca." + key, value == null ? "" : value);
        assertThatThrownBy(() -> {
                    TokenAccess token = TokenSettings.access(reader());
                    TokenSettings.mustBeUsed(token, null, TokenSettings.label(reader(), TokenSettings.CA, token));
                })
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(said);
    }

    @Test
    void aLabelWithoutATokenIsAMistake() {
        assertThatThrownBy(() -> TokenSettings.label(reader(), TokenSettings.CA, null))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("Set httpca.pkcs11.library too");
    }

    private SettingsReader reader() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new SettingsReader(environment);
    }
}
