package org.httpca.web.page;

import java.util.stream.Collectors;
import org.httpca.pki.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Text of strangers, made fit for a page. The templates escape markup; this spells out what markup rules let through: control
 * characters, and the bidirectional marks that reorder what an approver reads.
 */
final class Shown {
    private static final int LINE = 500;
    private static final int LINES = 60;

    private Shown() {}

    /** One line; null where nothing would be seen. */
    static @Nullable String line(@Nullable String text) {
        return text == null || text.isBlank() ? null : Printable.text(text.strip(), LINE);
    }

    /** A text whose line breaks stay. */
    static @Nullable String lines(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.strip()
                .lines()
                .limit(LINES)
                .map(line -> Printable.text(line.replace('\t', ' '), LINE))
                .collect(Collectors.joining("\n"));
    }
}
