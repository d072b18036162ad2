package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;

final class CrlSignatureValue implements CrlLint {

    @Override
    public String name() {
        return "crl-signature-value";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.1.3; RFC 3279, section 2.2.3; RFC 8017, section 8.2.2; RFC 8032, "
                + "section 5.1.7";
    }

    @Override
    public String rule() {
        return "The signature has the form and the range that its algorithm and the issuer's key give it.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        SignatureValues.check(c.signature(), c.issuer(), out);
    }
}
