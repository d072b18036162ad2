package org.httpca.signer.setup;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** New passwords and passphrases: 192 random bits each, in letters that need no quoting anywhere. */
final class Secrets {

    private static final int OCTETS = 24;

    private final SecureRandom random;

    Secrets(SecureRandom random) {
        this.random = random;
    }

    String next() {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** As a file holds it: one line. */
    static byte[] line(String secret) {
        return (secret + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
