package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.httpca.problem.ProblemType;
import org.junit.jupiter.api.Test;

/** No page has words of its own, and none of the words is missing or left over. */
class WordsTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates/web");
    private static final Path CODE = Path.of("src/main/java/org/httpca/web/page");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z][a-zA-Z0-9.-]*)");
    private static final Pattern PREFIX = Pattern.compile("\\$\\{'([a-z.-]+\\.)' \\+");
    private static final Pattern SAID = Pattern.compile("say\\(\\s*\"([a-z.]+)\"");

    @Test
    void templatesHaveNoWords() throws Exception {
        for (String template : templates()) {
            assertThat(PagePromises.parse(template).getDocumentElement().getTextContent())
                    .doesNotContainPattern(LETTER);
            assertThat(template).doesNotContainPattern("[ (](title|alt|placeholder|aria-label)=\"");
        }
    }

    @Test
    void everyKeyIsThere() throws Exception {
        Set<String> words = words().stringPropertyNames();
        assertThat(words).containsAll(keys());
        for (ProblemType type : ProblemType.values()) {
            assertThat(words).contains("problem." + type.slug());
        }
    }

    @Test
    void noWordIsLeftOver() throws Exception {
        Set<String> keys = keys();
        Set<String> prefixes = new TreeSet<>(List.of("problem."));
        for (String template : templates()) {
            all(PREFIX, template, prefixes);
        }
        for (String word : words().stringPropertyNames()) {
            assertThat(keys.contains(word) || prefixes.stream().anyMatch(word::startsWith))
                    .as(word)
                    .isTrue();
        }
    }

    private static Set<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String template : templates()) {
            all(KEY, template, keys);
        }
        for (String code : files(CODE)) {
            all(SAID, code, keys);
        }
        return keys;
    }

    private static void all(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }

    private static List<String> templates() throws IOException {
        return files(TEMPLATES);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
            assertThat(texts).isNotEmpty();
            return texts;
        }
    }

    private static Properties words() throws IOException {
        Properties words = new Properties();
        for (String bundle : List.of("/web-messages.properties", "/web-commands.properties")) {
            try (Reader reader = new InputStreamReader(
                    Objects.requireNonNull(WordsTest.class.getResourceAsStream(bundle)), StandardCharsets.UTF_8)) {
                words.load(reader);
            }
        }
        return words;
    }
}
