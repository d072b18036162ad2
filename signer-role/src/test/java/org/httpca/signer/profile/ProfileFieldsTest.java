package org.httpca.signer.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.httpca.embedded.document.GeneratedPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader knows, what the document says and what the examples show are the same fields. */
class ProfileFieldsTest {

    @TempDir
    private Path folder;

    /** A profile made of the examples of all fields. */
    private Path examples() throws IOException {
        String profile = ProfileFields.all().stream()
                .filter(field -> field.name().indexOf('.') < 0)
                .map(field -> "    " + field.example() + "\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("profiles.yml"), "profiles:\n  example:\n" + profile);
    }

    @Test
    void theReaderKnowsTheseFieldsAndNoOthers() throws IOException {
        assertThat(ProfilesFile.fields(examples()))
                .contains("profiles")
                .filteredOn(field -> !field.equals("profiles"))
                .containsExactlyInAnyOrderElementsOf(
                        ProfileFields.all().stream().map(ProfileField::name).toList());
    }

    @Test
    void anExampleOfAFieldInAMapIsOneOfThatMap() throws IOException {
        for (ProfileField field : ProfileFields.all()) {
            int dot = field.name().indexOf('.');
            if (dot > 0) {
                String map = field.name().substring(0, dot);
                String outer = ProfileFields.find(map).orElseThrow().example();
                String yaml = Files.readString(examples()).replace(outer, map + ": {" + field.example() + "}");
                assertThat(Profiles.load(Files.writeString(folder.resolve("one.yml"), yaml))
                                .all())
                        .as(field.name())
                        .hasSize(1);
            }
        }
    }

    @Test
    void theDefaultFileNamesEachOfThem() {
        String comments = new String(Profiles.defaultFile(), StandardCharsets.UTF_8);
        assertThat(ProfileFields.all())
                .allSatisfy(field -> assertThat(comments)
                        .contains(field.name().substring(field.name().lastIndexOf('.') + 1)));
    }

    @Test
    void theDocumentHasThem() {
        new GeneratedPart("docs/profiles.md", "fields of a profile")
                .holds("| field | if left out | example | meaning |\n|---|---|---|---|\n"
                        + ProfileFields.all().stream()
                                .map(field -> "| `" + field.name() + "` | "
                                        + (field.needed() ? "must be there" : field.absent()) + " | `"
                                        + field.example() + "` | " + field.meaning() + " |")
                                .collect(Collectors.joining("\n")));
    }
}
