package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class AuthorityKeyIdentifierOfIssuer implements CertificateLint {

    @Override
    public String name() {
        return "authority-key-identifier";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.1";
    }

    @Override
    public String rule() {
        return "authorityKeyIdentifier names the issuer's key as the issuer does; only what signs "
                + "itself may go without.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        AuthorityKeyIdentifiers.check(c.certificate().extensions(), c.issuer(), c.selfSigned(), out);
    }
}
