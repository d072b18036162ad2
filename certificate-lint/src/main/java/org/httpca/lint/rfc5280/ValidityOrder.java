package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadTime;

final class ValidityOrder implements CertificateLint {

    @Override
    public String name() {
        return "validity-order";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.5";
    }

    @Override
    public String rule() {
        return "A certificate begins before it ends.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadTime notBefore = c.certificate().notBefore();
        ReadTime notAfter = c.certificate().notAfter();
        if (notBefore.defect() == null
                && notAfter.defect() == null
                && notBefore.epochSecond() >= notAfter.epochSecond()) {
            out.error("notBefore is not before notAfter");
        }
    }
}
