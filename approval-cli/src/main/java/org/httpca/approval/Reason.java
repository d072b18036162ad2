package org.httpca.approval;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** Why a request is rejected, issuing halted or a certificate revoked: one line that others will read. */
final class Reason {
    private static final int MAX_LENGTH = 1000;

    private Reason() {}

    /** The reason without spaces around it; null if it is none: empty, too long, or with control characters. */
    static @Nullable String parse(String text) {
        String reason = text.strip();
        boolean good = !reason.isEmpty()
                && reason.length() <= MAX_LENGTH
                && reason.codePoints().noneMatch(Character::isISOControl);
        return good ? reason : null;
    }

    /** As the option {@code --reason} has it. */
    static String option(String text, Function<String, ParameterException> wrong) {
        return option("--reason", text, wrong);
    }

    /** As an option of that name has it. */
    static String option(String name, String text, Function<String, ParameterException> wrong) {
        String reason = parse(text);
        if (reason == null) {
            throw wrong.apply(name + " takes one line of text, up to " + MAX_LENGTH + " characters");
        }
        return reason;
    }
}
