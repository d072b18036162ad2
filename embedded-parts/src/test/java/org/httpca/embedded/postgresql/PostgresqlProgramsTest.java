package org.httpca.embedded.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlProgramsTest {
    @TempDir
    Path temporary;

    @Test
    void theNewestWinsByNumber() throws Exception {
        for (String version : new String[] {"9", "15", "17", "notes"}) {
            Path bin = Files.createDirectories(temporary.resolve(version).resolve("bin"));
            Files.createFile(
                    bin.resolve("postgres"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        assertThat(PostgresqlPrograms.newestInstalled(temporary).bin()).isEqualTo(temporary.resolve("17/bin"));
    }

    @Test
    void aMissingOneIsNamed() {
        assertThatThrownBy(() -> PostgresqlPrograms.newestInstalled(temporary.resolve("none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("install the package postgresql");
    }
}
