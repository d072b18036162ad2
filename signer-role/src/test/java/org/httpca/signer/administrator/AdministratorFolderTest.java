package org.httpca.signer.administrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.httpca.order.AdministratorKey;
import org.httpca.pki.Pem;
import org.httpca.signer.testing.TestCsr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorFolderTest {

    @TempDir
    Path folder;

    @Test
    void eachFileIsAnAdministrator() throws IOException {
        for (String name : new String[] {"mary", "pierre@example.org"}) {
            AdministratorKey key = AdministratorKey.create(name, Clock.systemUTC(), new SecureRandom());
            Files.writeString(folder.resolve(name + ".pem"), key.publicKeyPem());
        }
        Files.writeString(folder.resolve("README.txt"), "Public keys only.");
        assertThat(AdministratorFolder.load(folder).names()).containsExactlyInAnyOrder("mary", "pierre@example.org");
    }

    @Test
    void anEmptyFolderHasNobody() {
        assertThat(AdministratorFolder.load(folder).names()).isEmpty();
    }

    @Test
    void aMissingFolderIsAFault() {
        assertThatThrownBy(() -> AdministratorFolder.load(folder.resolve("nowhere")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whatIsNoKeyIsNamed() throws IOException {
        Files.writeString(folder.resolve("mary.pem"), "hello");
        assertThatThrownBy(() -> AdministratorFolder.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mary.pem");
    }

    @Test
    void anotherCurveIsRefused() throws IOException {
        Files.writeString(
                folder.resolve("mary.pem"),
                Pem.encode("PUBLIC KEY", TestCsr.ec("secp384r1").getPublic().getEncoded()));
        assertThatThrownBy(() -> AdministratorFolder.load(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mary");
    }
}
