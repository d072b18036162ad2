package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class SignatureAlgorithm implements CertificateLint {

    @Override
    public String name() {
        return "signature-algorithm";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.3; RFC 4055, section 5; RFC 5758, section 3.2; RFC 8410, section 3; RFC 9881, section 2";
    }

    @Override
    public String rule() {
        return "The algorithm is SHA-2 with RSA or ECDSA, Ed25519 or ML-DSA, with the parameters that it "
                + "wants, and one that the issuer's key can make.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        SignatureAlgorithms.check(c.certificate().signature(), c.issuer(), out);
    }
}
