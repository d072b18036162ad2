package org.httpca.pki.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The odd primes below 752, and what a number leaves when it is divided by each of them. */
public final class SmallPrimes {
    /** CA/Browser Forum Baseline Requirements, section 6.1.6, after NIST SP 800-89, section 5.3.3. */
    public static final int BOUND = 752;

    private static final int[] PRIMES = IntStream.range(3, BOUND)
            .filter(candidate -> BigInteger.valueOf(candidate).isProbablePrime(20))
            .toArray();
    private static final BigInteger ALL =
            Arrays.stream(PRIMES).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);

    /** Products of neighbouring primes that fit an int: one long division does for several. */
    private static final int[] PRODUCTS = new int[PRIMES.length];
    /** Where in the primes the next product begins, for each product. */
    private static final int[] ENDS = new int[PRIMES.length];

    private static final int GROUPS = group();

    private SmallPrimes() {}

    /** Does one of them divide the positive number? A greatest common divisor would say the same in many times the time. */
    public static boolean divide(BigInteger number) {
        return Arrays.stream(remainders(number)).anyMatch(remainder -> remainder == 0);
    }

    /** The prime at that place, from 0: 3, 5, 7, 11 … */
    static int prime(int at) {
        return PRIMES[at];
    }

    /** Of a positive number, one for each prime. */
    static int[] remainders(BigInteger number) {
        byte[] rest = number.mod(ALL).toByteArray();
        int[] remainders = new int[PRIMES.length];
        int at = 0;
        for (int group = 0; group < GROUPS; group++) {
            int remainder = remainder(rest, PRODUCTS[group]);
            for (; at < ENDS[group]; at++) {
                remainders[at] = remainder % PRIMES[at];
            }
        }
        return remainders;
    }

    private static int remainder(byte[] number, int divisor) {
        long remainder = 0;
        int at = 0;
        while (at < number.length) {
            // Four octets at a time: the remainder before them is below 2^31.
            for (int end = Math.min(at + 4, number.length); at < end; at++) {
                remainder = remainder << 8 | (number[at] & 0xff);
            }
            remainder %= divisor;
        }
        return (int) remainder;
    }

    private static int group() {
        int group = 0;
        PRODUCTS[0] = 1;
        for (int at = 0; at < PRIMES.length; at++) {
            if ((long) PRODUCTS[group] * PRIMES[at] > Integer.MAX_VALUE) {
                PRODUCTS[++group] = 1;
            }
            PRODUCTS[group] *= PRIMES[at];
            ENDS[group] = at + 1;
        }
        return group + 1;
    }
}
