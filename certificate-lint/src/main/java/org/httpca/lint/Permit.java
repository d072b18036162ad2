package org.httpca.lint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReference;

/** Bytes that passed, to be had once, and the key that they were linted for. */
final class Permit {
    private final AtomicReference<byte[]> toBeSigned;
    private final byte[] sha256;
    private final byte[] issuerPublicKey;

    Permit(byte[] toBeSigned, byte[] issuerPublicKey) {
        this.toBeSigned = new AtomicReference<>(toBeSigned.clone());
        this.sha256 = digest(toBeSigned);
        this.issuerPublicKey = issuerPublicKey.clone();
    }

    byte[] redeem() {
        byte[] bytes = toBeSigned.getAndSet(null);
        if (bytes == null) {
            throw new IllegalStateException("the permit was redeemed before");
        }
        return bytes;
    }

    byte[] sha256() {
        return sha256.clone();
    }

    byte[] issuerPublicKey() {
        return issuerPublicKey.clone();
    }

    boolean isFor(byte[] publicKey) {
        return MessageDigest.isEqual(issuerPublicKey, publicKey);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
