package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.key.RsaNumbers;

/** The shape of an RSA public key (RFC 8017, appendix A.1.1). */
final class RsaKeys {
    private static final int FEWEST_BITS = 2048;
    /** Verifying with a longer one costs every client dearly. */
    private static final int MOST_BITS = 16384;

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private RsaKeys() {}

    static void check(SubjectPublicKeyInfo info, Findings out) {
        RsaNumbers key = RsaNumbers.of(info);
        if (key == null) {
            out.error("is not the DER of an RSAPublicKey");
            return;
        }
        BigInteger modulus = key.modulus();
        BigInteger exponent = key.exponent();
        if (modulus.signum() <= 0 || !modulus.testBit(0)) {
            out.error("is RSA with a modulus that is not positive and odd");
        } else if (modulus.bitLength() < FEWEST_BITS || modulus.bitLength() > MOST_BITS) {
            out.error("is RSA of less than 2048 or more than 16384 bits");
        }
        if (exponent.compareTo(THREE) < 0 || !exponent.testBit(0) || exponent.compareTo(modulus) >= 0) {
            out.error("is RSA with an exponent that is not odd, 3 or more, and below the modulus");
        }
    }
}
