package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every face of every page in every language, held against what all of them promise; each is left in {@code target/pages}. */
class TemplateTest {

    @TestFactory
    Stream<DynamicTest> each_page_keeps_its_promises() {
        return Stream.of(Language.values())
                .flatMap(language -> Samples.pages(language).entrySet().stream()
                        .map(page -> DynamicTest.dynamicTest(language.code() + " " + page.getKey(), () -> {
                            Path folder = Files.createDirectories(Path.of("target/pages", language.code()));
                            Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
                            PagePromises.kept(page.getValue());
                            assertThat(page.getValue())
                                    .contains("lang=\"" + language.locale().toLanguageTag() + "\"");
                        })));
    }

    @Test
    void what_a_stranger_wrote_stays_text() {
        assertThat(Samples.pages(Language.ENGLISH).get("request-hostile"))
                .doesNotContain("<script>alert", "\u202E", "\u0000", "\u2028")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;‹U+202E›gro.elpmaxe");
    }
}
