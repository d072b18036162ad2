package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCertificate;

final class CrlIssuerName implements CrlLint {

    @Override
    public String name() {
        return "crl-issuer-name";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.2.3";
    }

    @Override
    public String rule() {
        return "The issuer is named, octet for octet as it names itself.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        if (c.crl().issuer().isEmpty()) {
            out.error("is empty");
        }
        ReadCertificate issuer = c.issuer();
        if (issuer != null && !c.crl().issuer().sameAs(issuer.subject())) {
            out.error("differs from the subject of the issuer");
        }
    }
}
