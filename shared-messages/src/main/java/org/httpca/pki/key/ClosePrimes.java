package org.httpca.pki.key;

import java.math.BigInteger;

/**
 * Fermat's factorisation: n = a² - b², where a is hardly above the root of n if the two primes are close together. Sound
 * generators keep them 2^(bits/2 - 100) apart (FIPS 186-5, appendix A.1.3), far beyond what this finds.
 */
public final class ClosePrimes {
    /** As many as the CA/Browser Forum Baseline Requirements, section 6.1.1.3, ask for. */
    static final int ROUNDS = 100;

    /** Whether a square can leave that remainder: twelve in 64, so most candidates need no root. */
    private static final boolean[] SQUARES = squares();

    private ClosePrimes() {}

    /** For an odd positive modulus: are its factors found in 100 rounds? */
    public static boolean factor(BigInteger modulus) {
        BigInteger a = root(modulus);
        if (a.multiply(a).compareTo(modulus) < 0) {
            a = a.add(BigInteger.ONE);
        }
        BigInteger bSquare = a.multiply(a).subtract(modulus);
        BigInteger step = a.shiftLeft(1).add(BigInteger.ONE);
        for (int round = 0; round < ROUNDS; round++) {
            if (isSquare(bSquare)) {
                return true;
            }
            // (a + 1)² - n is a² - n and 2a + 1
            bSquare = bSquare.add(step);
            step = step.add(BigInteger.TWO);
        }
        return false;
    }

    private static boolean isSquare(BigInteger number) {
        return SQUARES[number.intValue() & 63]
                && Squares.ODD[number.mod(Squares.PRODUCT).intValue()]
                && root(number).pow(2).equals(number);
    }

    /**
     * The integer part of the square root of a number that is not negative: Newton's steps with the precision doubled in each, so
     * that all of them cost hardly more than the last division. {@link BigInteger#sqrt} takes thirty times as long.
     */
    static BigInteger root(BigInteger number) {
        if (number.signum() == 0) {
            return number;
        }
        int half = (number.bitLength() - 1) / 2;
        BigInteger root = BigInteger.ONE;
        int known = 0;
        for (int shift = 31 - Integer.numberOfLeadingZeros(half); shift >= 0; shift--) {
            int before = known;
            known = half >> shift;
            // the error stays below one: root² is next to the number's leading bits, at each precision
            root = root.shiftLeft(known - before - 1)
                    .add(number.shiftRight(2 * half - before - known + 1).divide(root));
        }
        return root.pow(2).compareTo(number) > 0 ? root.subtract(BigInteger.ONE) : root;
    }

    private static boolean[] squares() {
        boolean[] squares = new boolean[64];
        for (int root = 0; root < 64; root++) {
            squares[root * root % 64] = true;
        }
        return squares;
    }

    /** The same for 3 · 3 · 5 · 7 · 11 · 13 · 17: of what passes above, one in forty is left. */
    private static final class Squares {
        static final int MODULUS = 3 * 3 * 5 * 7 * 11 * 13 * 17;
        static final BigInteger PRODUCT = BigInteger.valueOf(MODULUS);
        static final boolean[] ODD = odd();

        private Squares() {}

        private static boolean[] odd() {
            boolean[] squares = new boolean[MODULUS];
            for (long root = 0; root < MODULUS; root++) {
                squares[(int) (root * root % MODULUS)] = true;
            }
            return squares;
        }
    }
}
