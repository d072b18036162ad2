package org.httpca.signer.request;

import java.util.Locale;

/** The latest word about a request, while it waits for transmission. */
public enum Word {
    HELD,
    COUNTED,
    OUTCOME;

    /** As the column has it, such as {@code held}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Word of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
