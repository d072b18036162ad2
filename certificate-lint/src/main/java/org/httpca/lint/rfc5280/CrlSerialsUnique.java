package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntries;
import org.httpca.lint.subject.ReadCrlEntry;

/**
 * A certificate is listed once, by a positive serial of at most 20 octets. An indirect CRL may list the same serial of
 * several issuers.
 */
final class CrlSerialsUnique implements CrlLint {

    @Override
    public String name() {
        return "crl-serials-unique";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.2.6";
    }

    @Override
    public String rule() {
        return "A certificate is listed once, by a positive serial of at most 20 octets.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ReadCrlEntries entries = c.crl().entries();
        IssuingDistributionPoint point =
                c.crl().extensions().decoded(Extension.issuingDistributionPoint, IssuingDistributionPoint.class);
        boolean indirect = point != null && point.isIndirectCRL();
        boolean once = indirect || entries.ascending(); // then none is kept
        Set<BigInteger> seen = new HashSet<>();
        for (ReadCrlEntry entry : entries) {
            BigInteger serial = entry.serialNumber();
            if (serial.signum() <= 0 || SerialNumber.octets(serial) > SerialNumber.MOST_OCTETS) {
                out.error("has a serial that is not positive or has more than 20 octets");
            } else if (!once && !seen.add(serial)) {
                out.error("lists a serial twice: " + serial.toString(16));
            }
        }
    }
}
