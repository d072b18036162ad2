package org.httpca.lint.baseline;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.rfc5280.RsaNumbers;
import org.httpca.lint.subject.CertificateUnderLint;

final class RsaKey implements CertificateLint {
    private static final BigInteger LEAST_EXPONENT = BigInteger.ONE.shiftLeft(16);
    private static final int MOST_EXPONENT_BITS = 256;
    private static final int BOUND = 752;
    /** Groups of odd primes below the bound, and before them their product, an int: one long division tries several. */
    private static final List<int[]> GROUPS = groups();

    private static final BigInteger ALL = product();

    @Override
    public String name() {
        return "rsa-key";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 6.1.6; FIPS 186-5, appendix A.1.1";
    }

    @Override
    public String rule() {
        return "An RSA exponent is between 2^16 and 2^256; the bits of the modulus fill whole octets; no "
                + "prime below 752 divides it.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        BigInteger[] key = RsaNumbers.of(c.certificate().publicKey());
        if (key == null) {
            return;
        }
        BigInteger modulus = key[0];
        BigInteger exponent = key[1];
        // What is no exponent or no modulus at all has another lint to say so.
        if (exponent.testBit(0)
                && exponent.compareTo(BigInteger.ONE) > 0
                && (exponent.compareTo(LEAST_EXPONENT) <= 0 || exponent.bitLength() > MOST_EXPONENT_BITS)) {
            out.recommended("has an exponent that is not between 2^16 and 2^256");
        }
        if (modulus.signum() <= 0 || !modulus.testBit(0)) {
            return;
        }
        if (modulus.bitLength() % 8 != 0) {
            out.recommended("has a modulus of " + modulus.bitLength() + " bits, which are not whole octets");
        }
        if (hasSmallFactor(modulus)) {
            out.error("has a modulus with a factor below 752");
        }
    }

    /** A greatest common divisor would say the same in many times the time. */
    private static boolean hasSmallFactor(BigInteger modulus) {
        byte[] rest = modulus.mod(ALL).toByteArray();
        for (int[] group : GROUPS) {
            int remainder = remainder(rest, group[0]);
            for (int i = 1; i < group.length; i++) {
                if (remainder % group[i] == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int remainder(byte[] number, int divisor) {
        long remainder = 0;
        int at = 0;
        while (at < number.length) {
            // Four octets at a time: the remainder before them is below 2^31.
            for (int end = Math.min(at + 4, number.length); at < end; at++) {
                remainder = remainder << 8 | number[at] & 0xff;
            }
            remainder %= divisor;
        }
        return (int) remainder;
    }

    private static List<int[]> groups() {
        List<int[]> groups = new ArrayList<>();
        int[] group = {1};
        for (int candidate = 3; candidate < BOUND; candidate += 2) {
            if (BigInteger.valueOf(candidate).isProbablePrime(20)) {
                if ((long) group[0] * candidate > Integer.MAX_VALUE) {
                    groups.add(group);
                    group = new int[] {1};
                }
                group = Arrays.copyOf(group, group.length + 1);
                group[group.length - 1] = candidate;
                group[0] *= candidate;
            }
        }
        groups.add(group);
        return List.copyOf(groups);
    }

    private static BigInteger product() {
        BigInteger product = BigInteger.ONE;
        for (int[] group : GROUPS) {
            product = product.multiply(BigInteger.valueOf(group[0]));
        }
        return product;
    }
}
