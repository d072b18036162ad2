package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class SignatureAlgorithmsAgree implements CertificateLint {

    @Override
    public String name() {
        return "signature-algorithms-agree";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.1.2";
    }

    @Override
    public String rule() {
        return "The algorithm outside of what was signed is the one inside, with the same parameters.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        SignatureValues.checkAgreement(c.certificate().signature(), c.signature(), out);
    }
}
