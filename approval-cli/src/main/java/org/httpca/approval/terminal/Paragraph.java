package org.httpca.approval.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines of a width, at spaces where there are any. Lines that a terminal would wrap by itself would start in
 * its first column, where a stranger's text could pass for a field of ours; these never do.
 */
public final class Paragraph {
    private Paragraph() {}

    /** At least one line; none wider than {@code width} code points. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        int[] rest = text.codePoints().toArray();
        int from = 0;
        while (rest.length - from > width) {
            int end = from + width;
            int space = end;
            while (space > from && rest[space] != ' ') {
                space--;
            }
            if (space > from) {
                lines.add(new String(rest, from, space - from));
                from = space + 1;
            } else {
                lines.add(new String(rest, from, width));
                from = end;
            }
        }
        lines.add(new String(rest, from, rest.length - from));
        return lines;
    }
}
