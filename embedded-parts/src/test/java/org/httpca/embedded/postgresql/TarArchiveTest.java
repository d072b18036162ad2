package org.httpca.embedded.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarArchiveTest {
    @TempDir
    Path temporary;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    @Test
    void filesAndLinksWithin() throws IOException {
        file("lib/libpq.so.5");
        link("lib/libpq.so", "libpq.so.5");
        link("bin/up", "../lib/libpq.so.5");
        unpack();
        assertThat(temporary.resolve("goal/lib/libpq.so")).hasContent("content");
        assertThat(temporary.resolve("goal/bin/up")).hasContent("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "lib/../../evil", "a/../../goal-too/evil"})
    void aFileThatLeadsOut(String name) throws IOException {
        file(name);
        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("leads out");
        assertThat(temporary.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"lib/link,../../evil", "link,/etc", "link,.."})
    void aLinkThatLeadsOut(String name, String target) throws IOException {
        link(name, target);
        assertThatThrownBy(this::unpack).isInstanceOf(IOException.class).hasMessageContaining("leads out");
    }

    private void file(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(7);
        tar.putArchiveEntry(entry);
        tar.write("content".getBytes(UTF_8));
        tar.closeArchiveEntry();
    }

    private void link(String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void unpack() throws IOException {
        tar.finish();
        TarArchive.unpack(
                new ByteArrayInputStream(bytes.toByteArray()), Files.createDirectories(temporary.resolve("goal")));
    }
}
