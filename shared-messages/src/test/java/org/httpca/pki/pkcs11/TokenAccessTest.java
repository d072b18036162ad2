package org.httpca.pki.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that can be seen without a token: what becomes of the settings. */
class TokenAccessTest {
    private static final Path LIBRARY = Path.of("/opt/vendor-2.1/lib/libpkcs11.so");

    @TempDir
    private Path folder;

    @Test
    void theConfigurationLetsNoNewPrivateKeyOut() {
        assertThat(TokenSlot.of(LIBRARY, "2028125237").configuration())
                .contains(
                        "library = /opt/vendor-2.1/lib/libpkcs11.so\n",
                        "slot = 2028125237\n",
                        "CKA_SENSITIVE = true",
                        "CKA_EXTRACTABLE = false")
                .doesNotContain("pin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libpkcs11.so",
                "lib/libpkcs11.so",
                "/lib/a.so\nshowInfo = true",
                "/lib/${user.home}.so",
                "/lib/\"a.so",
                "/lib/a b.so",
                "/"
            })
    void aPathThatCouldBeMoreThanAPathIsRefused(String library) {
        assertThatThrownBy(() -> TokenSlot.of(Path.of(library), "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absolute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0x1", "one", "2147483648", "99999999999", "1\n2"})
    void aSlotIsANumber(String slot) {
        assertThatThrownBy(() -> TokenSlot.of(LIBRARY, slot))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a slot's number");
    }

    @Test
    void aPinIsTheFirstLineOfItsFile() throws IOException {
        assertThat(TokenPin.ofFile(file("12 34\nnot this")).read()).containsExactly('1', '2', ' ', '3', '4');
        assertThat(TokenPin.ofFile(file("ä4\r\n")).read()).containsExactly('ä', '4');
        assertThat(TokenPin.ofFile(file("x".repeat(TokenPin.MOST))).read()).hasSize(TokenPin.MOST);
    }

    @Test
    void aFileThatHoldsNoPinIsSaidToBeNone() throws IOException {
        for (String content : new String[] {"", "\n1234", "x".repeat(TokenPin.MOST + 1)}) {
            TokenPin pin = TokenPin.ofFile(file(content));
            assertThatThrownBy(pin::read).isInstanceOf(TokenException.class).hasMessageContaining("PIN file");
        }
        assertThatThrownBy(TokenPin.ofFile(folder.resolve("none"))::read).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "a\nb"})
    void aLabelIsPlain(String label) {
        assertThat(Token.isLabel(label)).isFalse();
        assertThat(Token.isLabel("httpca-signer-1")).isTrue();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("pin"), content);
    }
}
