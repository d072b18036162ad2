package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;

final class ExtensionsObsolete implements CertificateLint {
    private static final ASN1ObjectIdentifier NETSCAPE = new ASN1ObjectIdentifier("2.16.840.1.113730.1");
    private static final ASN1ObjectIdentifier ENTRUST = new ASN1ObjectIdentifier("1.2.840.113533.7.65.0");

    @Override
    public String name() {
        return "extensions-obsolete";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2; RFC 3280, section 4.2.1.4";
    }

    @Override
    public String rule() {
        return "No extension that nothing reads any more, such as those of Netscape and privateKeyUsagePeriod.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (ReadExtension extension : c.certificate().extensions().all()) {
            ASN1ObjectIdentifier id = extension.id();
            if (id.on(NETSCAPE) || id.equals(ENTRUST) || id.equals(Extension.privateKeyUsagePeriod)) {
                out.notice("is obsolete: " + id.getId());
            }
        }
    }
}
