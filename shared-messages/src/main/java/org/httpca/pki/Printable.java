package org.httpca.pki;

/** Text of strangers, made fit for a log line or a terminal: what could move the cursor or reorder the line is spelled out. */
public final class Printable {

    private Printable() {}

    /**
     * The text with control, format (bidirectional marks, zero-width characters), separator and unassigned characters written
     * as {@code ‹U+202E›}.
     *
     * @param most how many characters of it are kept; the rest becomes an ellipsis
     */
    public static String text(String text, int most) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), most) + 16);
        int kept = 0;
        for (int i = 0; i < text.length(); ) {
            if (kept++ == most) {
                return safe.append('…').toString();
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isPlain(c)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(String.format("‹U+%04X›", c));
            }
        }
        return safe.toString();
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
