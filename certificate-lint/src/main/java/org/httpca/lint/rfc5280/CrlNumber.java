package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class CrlNumber implements CrlLint {

    @Override
    public String name() {
        return "crl-number";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.2.3";
    }

    @Override
    public String rule() {
        return "Every CRL has a number, not negative, of at most 20 octets; not critical.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ReadExtensions extensions = c.crl().extensions();
        ReadExtension extension = extensions.find(Extension.cRLNumber);
        if (extension == null) {
            out.error("is missing");
        }
        ExtensionFields.checkNotCritical(extension, out);
        ASN1Integer number = extensions.decoded(Extension.cRLNumber, ASN1Integer.class);
        if (number != null) {
            BigInteger value = number.getValue();
            if (value.signum() < 0 || SerialNumber.octets(value) > SerialNumber.MOST_OCTETS) {
                out.error("is negative or has more than 20 octets");
            }
        }
    }
}
