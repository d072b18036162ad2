package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;

final class IpAddresses implements CertificateLint {

    @Override
    public String name() {
        return "ip-addresses";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.6";
    }

    @Override
    public String rule() {
        return "An iPAddress has the 4 octets of IPv4 or the 16 of IPv6.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            if (name.getTagNo() == GeneralName.iPAddress) {
                int octets = ASN1OctetString.getInstance(name.getName()).getOctetsLength();
                if (octets != 4 && octets != 16) {
                    out.error("has " + octets + " octets");
                }
            }
        }
    }
}
