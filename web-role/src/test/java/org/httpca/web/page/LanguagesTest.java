package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each language says everything that English says, with the same arguments. */
class LanguagesTest {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** The same in Chinese: names, and terms that Chinese engineers read in English. */
    private static final Set<String> NO_CHINESE = Set.of(
            "language",
            "language.en",
            "language.nl",
            "layout.brand",
            "layout.title",
            "submit.csr.placeholder",
            "fingerprint.sha256",
            "fingerprint.sha1",
            "install.debian",
            "install.fedora",
            "install.macos",
            "install.windows",
            "install.firefox",
            "install.java",
            "install.python",
            "install.curl",
            "role.web",
            "role.worker");

    @ParameterizedTest
    @EnumSource
    void has_the_same_keys_and_arguments(Language language) throws Exception {
        Properties english = words(Language.ENGLISH);
        Properties words = words(language);

        assertThat(words.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(words.getProperty("language")).isEqualTo(language.locale().toLanguageTag());
        for (String key : english.stringPropertyNames()) {
            assertThat(words.getProperty(key)).as(key).isNotBlank();
            assertThat(arguments(words.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void is_valid_for_MessageFormat(Language language) throws Exception {
        Properties words = words(language);
        for (String key : words.stringPropertyNames()) {
            String value = words.getProperty(key);
            if (arguments(value).isEmpty() && !key.endsWith(".how")) {
                assertThat(value).as(key).doesNotContain("{", "}", "''");
                continue;
            }
            // A single quote would hide what follows it.
            assertThat(value).as(key).doesNotContain("'");
            MessageFormat format = new MessageFormat(value, language.locale());
            for (int count : new int[] {0, 1, 2, 5, 1234}) {
                assertThat(format.format(new Object[] {count, count, count}))
                        .as(key)
                        .doesNotContain("{", "}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CHINESE")
    void is_in_chinese(Language language) throws Exception {
        Properties words = words(language);
        for (String key : words.stringPropertyNames()) {
            boolean chinese = HAN.matcher(words.getProperty(key)).find();
            assertThat(chinese || NO_CHINESE.contains(key))
                    .as("%s = %s", key, words.getProperty(key))
                    .isTrue();
        }
    }

    private static Set<String> arguments(String value) {
        Set<String> arguments = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(value);
        while (matcher.find()) {
            arguments.add(matcher.group(1));
        }
        return arguments;
    }

    private static Properties words(Language language) throws IOException {
        String suffix = language == Language.ENGLISH ? "" : "_" + language.code();
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(
                        LanguagesTest.class.getResourceAsStream("/web-messages" + suffix + ".properties")),
                StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }
}
