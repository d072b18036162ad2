package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;

final class CrlSignatureAlgorithm implements CrlLint {

    @Override
    public String name() {
        return "crl-signature-algorithm";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.2.2; RFC 4055, section 5; RFC 5758, section 3.2; RFC 8410, section 3; RFC 9881, section 2";
    }

    @Override
    public String rule() {
        return "The algorithm is SHA-2 with RSA or ECDSA, Ed25519 or ML-DSA, with the parameters that it "
                + "wants, and one that the issuer's key can make.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        SignatureAlgorithms.check(c.crl().signature(), c.issuer(), out);
    }
}
