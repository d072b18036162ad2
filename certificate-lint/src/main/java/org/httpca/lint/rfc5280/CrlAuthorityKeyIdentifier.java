package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;

final class CrlAuthorityKeyIdentifier implements CrlLint {

    @Override
    public String name() {
        return "crl-authority-key-identifier";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.2.1";
    }

    @Override
    public String rule() {
        return "authorityKeyIdentifier names the issuer's key as the issuer does.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        AuthorityKeyIdentifiers.check(c.crl().extensions(), c.issuer(), false, out);
    }
}
