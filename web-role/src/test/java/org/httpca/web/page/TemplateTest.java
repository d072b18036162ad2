package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every face of every page, held against what all of them promise; each is left in {@code target/pages} to be looked at. */
class TemplateTest {
    private static final Map<String, String> PAGES = Samples.pages();

    @TestFactory
    List<DynamicTest> each_page_keeps_its_promises() throws Exception {
        Path folder = Files.createDirectories(Path.of("target/pages"));
        return PAGES.entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> {
                    Files.writeString(folder.resolve(page.getKey() + ".html"), page.getValue());
                    PagePromises.kept(page.getValue());
                }))
                .toList();
    }

    @Test
    void what_a_stranger_wrote_stays_text() {
        assertThat(PAGES.get("request-hostile"))
                .doesNotContain("<script>alert", "\u202E", "\u0000", "\u2028")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;‹U+202E›gro.elpmaxe");
    }
}
