package org.httpca.worker.settings;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mail addresses that are written to: a dot-atom at a host name (RFC 5322, section 3.4.1; RFC 1123, section 2.1), in ASCII. Nothing that
 * passes can end a header or a command, or name a second recipient. Quoted local parts, comments, groups and address literals do not pass.
 */
public final class MailAddress {
    /** RFC 5321, section 4.5.3.1. */
    private static final int LONGEST = 254;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern VALID =
            Pattern.compile("(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

    private MailAddress() {}

    public static boolean isValid(@Nullable String address) {
        return address != null
                && address.length() <= LONGEST
                && VALID.matcher(address).matches();
    }
}
