package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.KeyUsage;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCertificate;

final class CrlIssuerAuthority implements CrlLint {

    @Override
    public String name() {
        return "crl-issuer-authority";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.3";
    }

    @Override
    public String rule() {
        return "The issuer's key may sign CRLs.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ReadCertificate issuer = c.issuer();
        Integer usage = issuer == null ? null : issuer.keyUsage();
        if (usage != null && (usage & KeyUsage.cRLSign) == 0) {
            out.error("the issuer's key usage lacks cRLSign");
        }
    }
}
