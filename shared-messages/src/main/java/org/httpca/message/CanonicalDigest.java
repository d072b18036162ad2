package org.httpca.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.httpca.pki.Octets;
import org.httpca.pki.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over fields, each with its length before it, so that no two lists of fields have one encoding. An absent field has
 * the length -1, which an empty one has not.
 */
public final class CanonicalDigest {

    private final MessageDigest digest = Sha256.begin();

    /** @param label what is digested, and its version: digests of two kinds never meet */
    public CanonicalDigest(String label) {
        text(label);
    }

    public CanonicalDigest text(@Nullable String text) {
        return text == null ? length(-1) : octets(text.getBytes(StandardCharsets.UTF_8));
    }

    public CanonicalDigest octets(byte[] octets) {
        length(octets.length);
        digest.update(octets);
        return this;
    }

    public CanonicalDigest number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    /** The digest; this object is at its beginning again, without its label, and is not to be used further. */
    public Octets sha256() {
        return Octets.of(digest.digest());
    }

    private CanonicalDigest length(int length) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        return this;
    }
}
