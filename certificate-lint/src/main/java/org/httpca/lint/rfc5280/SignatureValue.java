package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class SignatureValue implements CertificateLint {

    @Override
    public String name() {
        return "signature-value";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.1.3; RFC 3279, section 2.2.3; RFC 8017, section 8.2.2; RFC 8032, "
                + "section 5.1.7";
    }

    @Override
    public String rule() {
        return "The signature has the form and the range that its algorithm and the issuer's key give it.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        SignatureValues.check(c.signature(), c.issuer(), out);
    }
}
