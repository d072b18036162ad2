package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;

final class IssuerAlternativeName implements CertificateLint {

    @Override
    public String name() {
        return "issuer-alternative-name";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.7";
    }

    @Override
    public String rule() {
        return "Other names of the issuer are at least one, and not critical.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadExtension extension = c.certificate().extensions().find(Extension.issuerAlternativeName);
        GeneralNames names = c.certificate().extensions().decoded(Extension.issuerAlternativeName, GeneralNames.class);
        if (names != null && names.getNames().length == 0) {
            out.error("is empty");
        }
        if (extension != null && extension.critical()) {
            out.recommended("is critical");
        }
    }
}
