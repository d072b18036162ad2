package org.httpca.web.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest for eyes: in groups, between which a line may break, and which copy as one word.
 *
 * @param name the end of the key of its label: "sha256", "sha1", "spki"
 */
record Fingerprint(String name, List<String> groups) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    /** As openssl and browsers print it: upper case, with colons, in groups of eight octets. */
    static Fingerprint of(String name, String algorithm, byte[] octets) {
        try {
            return new Fingerprint(
                    name,
                    groups(COLONS.formatHex(MessageDigest.getInstance(algorithm).digest(octets)), 24));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** The text cut into groups of {@code size} characters. */
    static List<String> groups(String text, int size) {
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < text.length(); from += size) {
            groups.add(text.substring(from, Math.min(text.length(), from + size)));
        }
        return List.copyOf(groups);
    }
}
