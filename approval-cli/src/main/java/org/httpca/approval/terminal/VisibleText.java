package org.httpca.approval.terminal;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Text that others wrote, so that it can do nothing to a terminal or to the reader's eye: control, format, bidirectional,
 * zero-width and blank-looking characters, newlines and lone surrogates stand as {@code ‹U+202E›}. The two quotes that mark
 * them are written the same way, so that nobody can imitate the marks. So are the letters beyond ASCII of a word that mixes
 * scripts: {@code p‹U+0430›ypal}.
 */
public final class VisibleText {
    private static final int MAX_CODE_POINTS = 4000;
    /** Two marks on a letter are language; a tower of them covers the lines above. */
    private static final int MAX_COMBINING = 2;

    private VisibleText() {}

    /** The text with everything invisible made visible, at most {@value #MAX_CODE_POINTS} characters of it; null is empty. */
    public static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        BitSet mixed = LookAlikes.ofMixedWords(text);
        int written = 0;
        int combining = 0;
        int at = 0;
        while (at < text.length() && written < MAX_CODE_POINTS) {
            int codePoint = text.codePointAt(at);
            combining = combines(codePoint) ? combining + 1 : 0;
            boolean floating = combining > 0 && (written == 0 || combining > MAX_COMBINING);
            if (floating || mixed.get(at) || hidden(codePoint)) {
                out.append(String.format("‹U+%04X›", codePoint));
            } else {
                out.appendCodePoint(codePoint);
            }
            written++;
            at += Character.charCount(codePoint);
        }
        if (at < text.length()) {
            out.append("… (").append(text.codePointCount(at, text.length())).append(" more characters)");
        }
        return out.toString();
    }

    private static boolean combines(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean hidden(int codePoint) {
        if (codePoint == ' ') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> blankLetter(codePoint);
        };
    }

    /** Letters, marks and symbols that show nothing (Unicode's Default_Ignorable_Code_Point), and our own quotes. */
    private static boolean blankLetter(int codePoint) {
        return codePoint == '‹'
                || codePoint == '›'
                || codePoint == 0x034F // combining grapheme joiner
                || codePoint == 0x115F // Hangul fillers
                || codePoint == 0x1160
                || codePoint == 0x17B4 // Khmer inherent vowels
                || codePoint == 0x17B5
                || (codePoint >= 0x180B && codePoint <= 0x180F) // Mongolian selectors
                || codePoint == 0x2800 // blank Braille pattern
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F) // variation selectors
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
