package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadExtension;

final class SubjectName implements CertificateLint {

    @Override
    public String name() {
        return "subject-name";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.1.2.6 and 4.2.1.6";
    }

    @Override
    public String rule() {
        return "A CA has a name; anything else without one has a critical subjectAltName instead.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadCertificate certificate = c.certificate();
        if (!certificate.subject().isEmpty()) {
            return;
        }
        ReadExtension names = certificate.extensions().find(Extension.subjectAlternativeName);
        if (certificate.authority()) {
            out.error("is empty in a CA");
        } else if (names == null || !names.critical()) {
            out.error("is empty without a critical subjectAltName");
        }
    }
}
