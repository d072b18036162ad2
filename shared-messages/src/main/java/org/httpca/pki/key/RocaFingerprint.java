package org.httpca.pki.key;

import java.math.BigInteger;

/**
 * The fingerprint of the ROCA flaw (CVE-2017-15361; M. Nemec and others, "The Return of Coppersmith's Attack", section 3.1). The
 * flawed library makes primes k·M + (65537^a mod M), where M is the product of the first primes, so that for each of these the
 * modulus is a power of 65537. Of keys by other generators one in 2^27 or fewer looks the same.
 */
public final class RocaFingerprint {
    private static final int GENERATOR = 65537;
    /** M of the shortest keys goes so far; that of longer ones goes on. */
    private static final int LAST_PRIME = 167;

    private static final boolean[][] POWERS = powers();

    private RocaFingerprint() {}

    public static boolean of(BigInteger modulus) {
        return among(SmallPrimes.remainders(modulus));
    }

    static boolean among(int[] remainders) {
        for (int at = 0; at < POWERS.length; at++) {
            if (!POWERS[at][remainders[at]]) {
                return false;
            }
        }
        return true;
    }

    /** For each prime, which remainders are powers of the generator. */
    private static boolean[][] powers() {
        int count = 0;
        while (SmallPrimes.prime(count) < LAST_PRIME) {
            count++;
        }
        boolean[][] powers = new boolean[count + 1][];
        for (int at = 0; at <= count; at++) {
            int prime = SmallPrimes.prime(at);
            powers[at] = new boolean[prime];
            for (int power = 1; !powers[at][power]; power = power * (GENERATOR % prime) % prime) {
                powers[at][power] = true;
            }
        }
        return powers;
    }
}
