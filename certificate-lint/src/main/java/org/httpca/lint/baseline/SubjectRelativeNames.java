package org.httpca.lint.baseline;

import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAttribute;

final class SubjectRelativeNames implements CertificateLint {

    @Override
    public String name() {
        return "subject-relative-names";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 7.1.4.1";
    }

    @Override
    public String rule() {
        return "Each RelativeDistinguishedName of the subject has one attribute.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (ReadAttribute attribute : c.certificate().subject().attributes()) {
            if (attribute.shared()) {
                out.recommended("has an RDN of more than one attribute");
                return;
            }
        }
    }
}
