package org.httpca.approval;

import org.jspecify.annotations.Nullable;

/** Why a request is rejected: one line that the requester will read. */
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
}
