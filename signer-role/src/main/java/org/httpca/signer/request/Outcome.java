package org.httpca.signer.request;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
    REJECTED,
    ISSUED,
    WITHDRAWN;

    /** As the column has it, such as {@code Rejected}. */
    public String text() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    static Outcome of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
