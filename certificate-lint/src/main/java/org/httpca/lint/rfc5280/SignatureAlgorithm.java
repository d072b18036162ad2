package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

/** SHA-2 with RSA or ECDSA, or Ed25519; with the parameters as the algorithm wants them; fit for the key. */
final class SignatureAlgorithm implements CertificateLint {

    @Override
    public String name() {
        return "signature-algorithm";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.3; RFC 4055, section 5; RFC 5758, section 3.2; RFC 8410, section 3";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        SignatureAlgorithms.check(c.certificate().signature(), c.issuer(), out);
    }
}
