package org.httpca.pki;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses as text, without ever asking a resolver. Reads RFC 4291 section 2.2 and dotted quads without leading zeros;
 * writes RFC 5952.
 */
final class IpAddresses {

    private IpAddresses() {}

    /** The canonical text, or null if it is not an address. */
    static @Nullable String canonical(String text) {
        byte[] octets = parse(text);
        return octets == null ? null : text(octets);
    }

    /**
     * The 4 or 16 octets.
     *
     * @throws IllegalArgumentException if it is not an address
     */
    static byte[] octets(String text) {
        byte[] octets = parse(text);
        if (octets == null) {
            throw new IllegalArgumentException("not an IP address");
        }
        return octets;
    }

    static String text(byte[] octets) {
        return octets.length == 4 ? dotted(octets, 0) : colons(octets);
    }

    private static byte @Nullable [] parse(String text) {
        if (text.isEmpty() || text.length() > 45) {
            return null;
        }
        return text.indexOf(':') >= 0 ? parse6(text) : parse4(text);
    }

    private static byte @Nullable [] parse4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] octets = new byte[4];
        for (int i = 0; i < 4; i++) {
            int value = number(parts[i], 10, 3);
            boolean leadingZero = parts[i].length() > 1 && parts[i].charAt(0) == '0';
            if (value < 0 || value > 255 || leadingZero) {
                return null;
            }
            octets[i] = (byte) value;
        }
        return octets;
    }

    private static byte @Nullable [] parse6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        List<Integer> head = new ArrayList<>();
        List<Integer> tail = new ArrayList<>();
        if (gap < 0) {
            return groups(text, true, head) && head.size() == 8 ? octets(head, tail) : null;
        }
        boolean read = groups(text.substring(0, gap), false, head) && groups(text.substring(gap + 2), true, tail);
        return read && head.size() + tail.size() <= 7 ? octets(head, tail) : null;
    }

    private static boolean groups(String text, boolean mayEndDotted, List<Integer> groups) {
        if (text.isEmpty()) {
            return true;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            if (mayEndDotted && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                byte[] quad = parse4(parts[i]);
                if (quad == null) {
                    return false;
                }
                groups.add((quad[0] & 0xff) << 8 | (quad[1] & 0xff));
                groups.add((quad[2] & 0xff) << 8 | (quad[3] & 0xff));
            } else {
                int value = number(parts[i], 16, 4);
                if (value < 0) {
                    return false;
                }
                groups.add(value);
            }
        }
        return true;
    }

    private static byte[] octets(List<Integer> head, List<Integer> tail) {
        byte[] octets = new byte[16];
        for (int i = 0; i < head.size(); i++) {
            put(octets, i, head.get(i));
        }
        for (int i = 0; i < tail.size(); i++) {
            put(octets, 8 - tail.size() + i, tail.get(i));
        }
        return octets;
    }

    private static void put(byte[] octets, int group, int value) {
        octets[2 * group] = (byte) (value >> 8);
        octets[2 * group + 1] = (byte) value;
    }

    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    private static String dotted(byte[] octets, int at) {
        return (octets[at] & 0xff) + "." + (octets[at + 1] & 0xff) + "." + (octets[at + 2] & 0xff) + "."
                + (octets[at + 3] & 0xff);
    }

    private static String colons(byte[] octets) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
        }
        boolean mapped = groups[5] == 0xffff
                && groups[0] == 0
                && groups[1] == 0
                && groups[2] == 0
                && groups[3] == 0
                && groups[4] == 0;
        if (mapped) {
            return "::ffff:" + dotted(octets, 12); // RFC 5952, section 5
        }
        // RFC 5952, section 4.2: the longest run of two or more zero groups, the first of equal ones.
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
