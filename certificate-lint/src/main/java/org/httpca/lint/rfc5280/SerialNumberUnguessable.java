package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import org.httpca.lint.subject.CertificateUnderLint;

/**
 * A serial that nobody can foretell keeps a colliding hash from being prepared. That 128 bits were random cannot be
 * seen, only that the number is long. Less than 64 bits cannot hold the 64 that are required of everyone. 128 random
 * bits begin with more than 32 zeros once in eight thousand million times, so that shorter than 96 is suspicious, and
 * still not worth stopping an honest generator for. A root is not asked: it signs itself.
 */
final class SerialNumberUnguessable implements CertificateLint {
    private static final int FEWEST_BITS = 64;
    private static final int SUSPICIOUS_BITS = 96;

    @Override
    public String name() {
        return "serial-number-unguessable";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.2; CA/Browser Forum Baseline Requirements, section 7.1";
    }

    @Override
    public String rule() {
        return "A serial number has at least 64 bits, and looks like 128 random ones.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        BigInteger serial = c.certificate().serialNumber();
        if (c.selfSigned() || serial.signum() <= 0) {
            return;
        }
        if (serial.bitLength() < FEWEST_BITS) {
            out.recommended("has less than 64 bits");
        } else if (serial.bitLength() < SUSPICIOUS_BITS) {
            out.warning("has less than 96 bits, where 128 random ones are expected");
        }
    }
}
