package org.httpca.pki;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The crypto provider, named wherever ECDSA or EdDSA is signed or verified, and the one digest. */
public final class Crypto {

    /** An instance of our own: it is not registered, so no other code changes its behaviour by our presence. */
    public static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Crypto() {}

    /** SHA-256 of the octets, 32 octets. */
    public static byte[] sha256(byte[] octets) {
        return newSha256().digest(octets);
    }

    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
