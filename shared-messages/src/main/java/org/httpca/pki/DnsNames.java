package org.httpca.pki;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The syntax of host names: RFC 1035 section 2.3.4 for the lengths, RFC 5890 section 2.3.1 for the LDH label. */
final class DnsNames {

    static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private DnsNames() {}

    /** The canonical text, or null if it is not a host name of at least one label. */
    static @Nullable String canonical(String name) {
        String text = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (text.isEmpty() || text.length() > MAX_NAME) {
            return null;
        }
        String base = text.startsWith("*.") ? text.substring(2) : text;
        int from = 0;
        boolean lastNumeric = true;
        while (from <= base.length()) {
            int dot = base.indexOf('.', from);
            int to = dot < 0 ? base.length() : dot;
            if (!isLdh(base, from, to)) {
                return null;
            }
            lastNumeric = isNumeric(base, from, to);
            from = to + 1;
        }
        // An all-numeric last label would read as an IPv4 address (RFC 3696, section 2).
        return lastNumeric ? null : text.toLowerCase(Locale.ROOT);
    }

    private static boolean isLdh(String text, int from, int to) {
        if (to <= from || to - from > MAX_LABEL || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean ldh = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            if (!ldh) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumeric(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
