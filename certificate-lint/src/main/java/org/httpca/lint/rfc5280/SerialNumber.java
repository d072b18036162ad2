package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import org.httpca.lint.subject.CertificateUnderLint;

final class SerialNumber implements CertificateLint {
    static final int MOST_OCTETS = 20;

    @Override
    public String name() {
        return "serial-number";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.2";
    }

    @Override
    public String rule() {
        return "A serial number is positive and has at most 20 octets.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        BigInteger serial = c.certificate().serialNumber();
        if (serial.signum() <= 0) {
            out.error("is not positive");
        } else if (octets(serial) > MOST_OCTETS) {
            out.error("has more than 20 octets");
        }
    }

    /** The octets of the contents of a DER INTEGER. */
    static int octets(BigInteger number) {
        return number.bitLength() / 8 + 1;
    }
}
