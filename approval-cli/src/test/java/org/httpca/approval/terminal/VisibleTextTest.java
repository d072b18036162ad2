package org.httpca.approval.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"Ann Example", "Ångström, 東京, مرحبا", "e\u0301", "x@y.example <3", "😀", ""})
    void leaves_language_alone(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, NUL",
        "0007, bell",
        "0009, tab",
        "000A, line feed",
        "000D, carriage return",
        "001B, escape",
        "007F, delete",
        "0085, next line",
        "009B, CSI",
        "00A0, no-break space",
        "00AD, soft hyphen",
        "034F, joiner",
        "061C, Arabic mark",
        "115F, Hangul filler",
        "200B, zero width",
        "200D, joiner",
        "200E, mark",
        "2028, line",
        "2029, paragraph",
        "202A, embedding",
        "202E, override",
        "2060, word joiner",
        "2066, isolate",
        "2069, pop",
        "2800, blank Braille",
        "3000, ideographic space",
        "3164, filler",
        "E000, private use",
        "FE0F, selector",
        "FEFF, byte order mark",
        "FFF9, annotation",
        "2039, our quote",
        "203A, our quote",
        "0301, mark without a letter"
    })
    void shows_what_hides(String hex, String name) {
        String hidden = Character.toString(Integer.parseInt(hex, 16));
        assertThat(VisibleText.of(hidden)).as(name).isEqualTo("‹U+" + hex + "›");
    }

    @Test
    void shows_lone_surrogates_and_tags_beyond_the_first_plane() {
        assertThat(VisibleText.of("a\ud800b")).isEqualTo("a‹U+D800›b");
        assertThat(VisibleText.of(Character.toString(0xE0041))).isEqualTo("‹U+E0041›");
    }

    @Test
    void stops_towers_of_marks() {
        assertThat(VisibleText.of("e\u0301\u0302\u0303")).isEqualTo("e\u0301\u0302‹U+0303›");
    }

    @Test
    void cuts_what_is_endless_and_says_so() {
        assertThat(VisibleText.of("x".repeat(4007))).isEqualTo("x".repeat(4000) + "… (7 more characters)");
    }

    @Test
    void wraps_so_that_no_line_is_wider() {
        assertThat(Paragraph.lines("one two three", 7)).containsExactly("one two", "three");
        assertThat(Paragraph.lines("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Paragraph.lines("", 4)).containsExactly("");
    }

    @Test
    void colours_only_where_they_are_wanted() {
        assertThat(Style.PLAIN.alarm("x")).isEqualTo("x");
        assertThat(Style.COLOURED.alarm("x")).isEqualTo("\u001b[1;31mx\u001b[0m");
    }
}
