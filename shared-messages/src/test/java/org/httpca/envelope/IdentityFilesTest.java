package org.httpca.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.httpca.message.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFilesTest {

    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    Path folder = Path.of("");

    @Test
    void identitiesAndTheirAuthorityComeBackFromTheirFiles() throws Exception {
        MessagingAuthority authority = MessagingAuthority.create("home", Clock.systemUTC(), new SecureRandom());
        authority.save(folder.resolve("ca.p12"), PASSPHRASE);
        MessagingAuthority loaded =
                MessagingAuthority.load(folder.resolve("ca.p12"), PASSPHRASE, Clock.systemUTC(), new SecureRandom());
        assertThat(loaded.installation()).isEqualTo("home");

        Path file = folder.resolve("identity.p12");
        loaded.issue(Role.SIGNER, "signer-1", Duration.ofDays(1)).save(file, PASSPHRASE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Identity identity = Identity.load(file, PASSPHRASE);
        assertThat(identity).hasToString("urn:httpca:home:signer:signer-1");
        identity.certificate().verify(authority.certificate().getPublicKey());

        assertThatThrownBy(() -> Identity.load(file, "wrong".toCharArray())).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Identity.load(folder.resolve("ca.p12"), PASSPHRASE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesThatCouldBeMistakenAreRefused() {
        MessagingAuthority authority = MessagingAuthority.create("home", Clock.systemUTC(), new SecureRandom());
        for (String name : new String[] {"", "a:b", "../x", "A", "a".repeat(65)}) {
            assertThatThrownBy(() -> authority.issue(Role.WORKER, name, Duration.ofDays(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
