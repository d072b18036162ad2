package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadName;

final class IssuerName implements CertificateLint {

    @Override
    public String name() {
        return "issuer-name";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.1.2.4 and 6.1.3 (a)(4)";
    }

    @Override
    public String rule() {
        return "The issuer is named, octet for octet as it names itself.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadName name = c.certificate().issuer();
        if (name.isEmpty()) {
            out.error("is empty");
        }
        ReadCertificate issuer = c.issuer();
        if (issuer != null && !name.sameAs(issuer.subject())) {
            out.error("differs from the subject of the issuer");
        }
    }
}
