package org.httpca.signer.request;

import java.util.Locale;

/** What the row says about its clearance. Only the MAC beside it is believed. */
public enum Verdict {
    HELD,
    CLEARED_BY_POLICY,
    CLEARED_BY_ORDERS;

    /** As the column has it, such as {@code cleared-by-policy}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Verdict of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
