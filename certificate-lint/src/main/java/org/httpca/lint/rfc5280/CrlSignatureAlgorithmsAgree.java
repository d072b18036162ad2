package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;

final class CrlSignatureAlgorithmsAgree implements CrlLint {

    @Override
    public String name() {
        return "crl-signature-algorithms-agree";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.1.2";
    }

    @Override
    public String rule() {
        return "The algorithm outside of what was signed is the one inside, with the same parameters.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        SignatureValues.checkAgreement(c.crl().signature(), c.signature(), out);
    }
}
