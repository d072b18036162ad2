package org.httpca.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The one digest. It comes from the Java platform, in a class of its own, so that whoever only takes a fingerprint does not
 * wait for {@link Crypto}'s provider.
 */
public final class Sha256 {
    /** Looking for the algorithm each time costs as much as a short digest. */
    private static final MessageDigest UNUSED = platforms();

    private Sha256() {}

    /** SHA-256 of the octets, 32 octets. */
    public static byte[] of(byte[] octets) {
        return begin().digest(octets);
    }

    /** A digest to be fed. */
    public static MessageDigest begin() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            return platforms();
        }
    }

    private static MessageDigest platforms() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
