package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadExtension;

final class KeyUsageOfKind implements CertificateLint {

    @Override
    public String name() {
        return "key-usage";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.2.1.3 and 4.2.1.9";
    }

    @Override
    public String rule() {
        return "keyUsage is present, critical and not empty; keyCertSign is in CAs, and only there.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadCertificate certificate = c.certificate();
        ReadExtension extension = certificate.extensions().find(Extension.keyUsage);
        if (extension == null) {
            if (certificate.authority()) {
                out.error("is missing in a CA");
            } else {
                out.recommended("is missing");
            }
            return;
        }
        if (!extension.critical()) {
            out.recommended("is not critical");
        }
        ASN1BitString bits = certificate.extensions().decoded(Extension.keyUsage, ASN1BitString.class);
        if (bits == null) {
            return;
        }
        checkBits(bits, out);
        boolean signsCertificates = (bits.intValue() & KeyUsage.keyCertSign) != 0;
        if (signsCertificates && !certificate.authority()) {
            out.error("has keyCertSign, and is not a CA");
        }
        if (!signsCertificates && certificate.authority()) {
            out.error("lacks keyCertSign in a CA");
        }
    }

    /** A list of named bits ends with a one (X.690, section 11.2.2); RFC 5280 names nine of them. */
    private static void checkBits(ASN1BitString bits, Findings out) {
        byte[] octets = bits.getBytes();
        int used = octets.length * 8 - bits.getPadBits();
        if (bits.intValue() == 0) {
            out.error("is empty");
        } else if (used > 9) {
            out.error("has bits that have no name");
        } else if ((octets[octets.length - 1] >> bits.getPadBits() & 1) == 0) {
            out.error("has zeros at its end, which DER leaves out");
        }
    }
}
