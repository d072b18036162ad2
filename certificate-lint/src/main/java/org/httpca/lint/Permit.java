package org.httpca.lint;

import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.pki.Octets;

/** Bytes that passed, to be had once, and the key that they were linted for. */
final class Permit<T> {
    private final AtomicReference<T> toBeSigned;
    private final Octets sha256;
    private final byte[] issuerPublicKey;

    Permit(T toBeSigned, Octets sha256, byte[] issuerPublicKey) {
        this.toBeSigned = new AtomicReference<>(toBeSigned);
        this.sha256 = sha256;
        this.issuerPublicKey = issuerPublicKey.clone();
    }

    T redeem() {
        T octets = toBeSigned.getAndSet(null);
        if (octets == null) {
            throw new IllegalStateException("the permit was redeemed before");
        }
        return octets;
    }

    byte[] sha256() {
        return sha256.toArray();
    }

    byte[] issuerPublicKey() {
        return issuerPublicKey.clone();
    }

    boolean isFor(byte[] publicKey) {
        return MessageDigest.isEqual(issuerPublicKey, publicKey);
    }
}
