package org.httpca.signer.issuer;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * New serial numbers (RFC 5280, section 4.1.2.2): positive, 20 octets, 158 of their bits from a cryptographic random
 * source. The two highest bits are 01, so that each is positive and has exactly 20 octets: nobody has to handle a length
 * that comes up once in 256 times.
 */
public final class SerialNumberSource {
    private static final int RANDOM_BITS = 158;

    private final SecureRandom random;

    public SerialNumberSource(SecureRandom random) {
        this.random = random;
    }

    public BigInteger next() {
        return new BigInteger(RANDOM_BITS, random).setBit(RANDOM_BITS);
    }
}
