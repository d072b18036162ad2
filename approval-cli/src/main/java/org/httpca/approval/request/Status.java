package org.httpca.approval.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** States and outcomes in the words that the web side shows to users. */
public final class Status {
    private Status() {}

    /** {@code waiting-for-approval}, {@code waiting-for-signature}, {@code issued}, {@code rejected}, {@code withdrawn}. */
    public static String of(String state, @Nullable String outcome) {
        return (outcome == null ? state : outcome).toLowerCase(Locale.ROOT);
    }
}
