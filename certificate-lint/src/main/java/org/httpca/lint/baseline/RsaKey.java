package org.httpca.lint.baseline;

import java.math.BigInteger;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.pki.key.ClosePrimes;
import org.httpca.pki.key.RocaFingerprint;
import org.httpca.pki.key.RsaNumbers;
import org.httpca.pki.key.SmallPrimes;

final class RsaKey implements CertificateLint {
    private static final BigInteger LEAST_EXPONENT = BigInteger.ONE.shiftLeft(16);
    private static final int MOST_EXPONENT_BITS = 256;

    @Override
    public String name() {
        return "rsa-key";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, sections 6.1.1.3 and 6.1.6; FIPS 186-5, appendix A.1.1";
    }

    @Override
    public String rule() {
        return "An RSA exponent is between 2^16 and 2^256; the bits of the modulus fill whole octets; no "
                + "prime below 752 divides it, it has no ROCA fingerprint, and its primes are not close to each other.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        RsaNumbers key = RsaNumbers.of(c.certificate().publicKey());
        if (key == null) {
            return;
        }
        BigInteger modulus = key.modulus();
        BigInteger exponent = key.exponent();
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
        if (SmallPrimes.divide(modulus)) {
            out.error("has a modulus with a factor below 752");
        } else if (RocaFingerprint.of(modulus)) {
            out.error("has the fingerprint of the ROCA flaw (CVE-2017-15361)");
        } else if (ClosePrimes.factor(modulus)) {
            out.error("has a modulus that Fermat's method factors at once");
        }
    }
}
