package org.httpca.approval;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A SHA-256 as people paste it: upper or lower case, with or without colons. */
final class Fingerprint {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Fingerprint() {}

    /** Lower-case hexadecimal without separators; null if it is not a SHA-256. */
    static @Nullable String parse(String text) {
        String digits = text.strip().replace(":", "").toLowerCase(Locale.ROOT);
        return SHA256.matcher(digits).matches() ? digits : null;
    }
}
