package org.httpca.lint.subject;

import org.jspecify.annotations.Nullable;

/**
 * Walks over the tags and lengths before any parser that recurses without a limit or forgives gets to see them (X.690,
 * sections 8.1 and 10). What it does not see, such as the order in a SET, shows when the value is encoded again.
 */
final class DerScan {
    /** A certificate with the deepest name constraints stays below 16. */
    private static final int DEEPEST = 32;

    private static final int CONSTRUCTED = 0x20;
    private static final int SEQUENCE = 16;
    private static final int SET = 17;

    private final byte[] bytes;
    private int at;

    private DerScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What keeps the bytes from being the DER of exactly one value; null when nothing does. */
    static @Nullable String defect(byte[] bytes) {
        DerScan scan = new DerScan(bytes);
        String defect = scan.element(bytes.length, 0);
        return defect == null && scan.at != bytes.length ? "bytes follow the end" : defect;
    }

    private @Nullable String element(int end, int depth) {
        if (depth > DEEPEST) {
            return "nested too deeply";
        }
        if (end - at < 2) {
            return "ends too early";
        }
        int identifier = bytes[at++] & 0xff;
        if ((identifier & 0x1f) == 0x1f) {
            return "has a tag above 30, which nothing in a certificate has";
        }
        int length = length(end);
        if (length < 0) {
            return "has a length that is indefinite, not minimal or too large";
        }
        int stop = at + length;
        boolean constructed = (identifier & CONSTRUCTED) != 0;
        if ((identifier & 0xc0) == 0) {
            int tag = identifier & 0x1f;
            if (constructed != (tag == SEQUENCE || tag == SET)) {
                return "has a string in pieces, or a sequence in one";
            }
            if (tag == 1 && (length != 1 || (bytes[at] != 0 && bytes[at] != -1))) {
                return "has a BOOLEAN that is neither 00 nor FF";
            }
        }
        while (constructed && at < stop) {
            String defect = element(stop, depth + 1);
            if (defect != null) {
                return defect;
            }
        }
        at = stop;
        return null;
    }

    /** The length of the contents, which end at or before {@code end}; negative when there is none such. */
    private int length(int end) {
        int first = bytes[at++] & 0xff;
        int length = first;
        if (first >= 0x80) {
            int octets = first - 0x80;
            if (octets == 0 || octets > 4 || end - at < octets || bytes[at] == 0) {
                return -1;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | bytes[at++] & 0xff;
            }
            if (length < 0x80) {
                return -1;
            }
        }
        return length <= end - at ? length : -1;
    }
}
