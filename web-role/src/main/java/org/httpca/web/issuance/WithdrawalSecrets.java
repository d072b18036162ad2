package org.httpca.web.issuance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.httpca.pki.Octets;

/** Secrets of 256 random bits; the database gets their SHA-256 alone, which needs no salt at this length. */
final class WithdrawalSecrets {
    private final SecureRandom random;

    WithdrawalSecrets(SecureRandom random) {
        this.random = random;
    }

    String next() {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static byte[] sha256(String secret) {
        return Octets.of(secret.getBytes(StandardCharsets.UTF_8)).sha256().toArray();
    }

    static boolean matches(String secret, byte[] sha256) {
        return MessageDigest.isEqual(sha256(secret), sha256);
    }
}
