package org.httpca.web.issuance;

import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * Text that a stranger wrote and an administrator will read, in a browser or on a terminal: no control characters, and nothing
 * that turns the direction of what stands beside it.
 */
final class FreeText {
    private FreeText() {}

    /** The text without white space around it, empty where nothing is left. */
    static Result<String> line(String what, @Nullable String text, int most) {
        return check(what, text, most, false);
    }

    /** As {@link #line}, with line breaks, which become single line feeds, and tabs. */
    static Result<String> lines(String what, @Nullable String text, int most) {
        return check(what, text == null ? null : text.replace("\r\n", "\n").replace('\r', '\n'), most, true);
    }

    private static Result<String> check(String what, @Nullable String text, int most, boolean lines) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.length() > most) {
            return Result.refused(
                    ProblemType.MALFORMED,
                    "The " + what + " is too long: " + most + " characters at most, not " + stripped.length() + ".");
        }
        if (stripped.codePoints().anyMatch(c -> !allowed(c, lines))) {
            return Result.refused(ProblemType.MALFORMED, "The " + what + " has control characters in it.");
        }
        return Result.passed(stripped);
    }

    private static boolean allowed(int c, boolean lines) {
        if (c == '\n' || c == '\t') {
            return lines;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.FORMAT -> c == 0x200C || c == 0x200D; // the joiners that some scripts are written with
            default -> true;
        };
    }
}
