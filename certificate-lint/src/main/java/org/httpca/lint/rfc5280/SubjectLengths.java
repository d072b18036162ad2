package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAttribute;

final class SubjectLengths implements CertificateLint {

    @Override
    public String name() {
        return "subject-lengths";
    }

    @Override
    public String citation() {
        return "RFC 5280, appendix A.1; ITU-T X.520, annex C";
    }

    @Override
    public String rule() {
        return "No attribute of the subject is longer than its upper bound, such as 64 characters for a "
                + "common name.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (ReadAttribute attribute : c.certificate().subject().attributes()) {
            SubjectAttributes.Known known = SubjectAttributes.of(attribute);
            String text = known == null || known.most() == 0 ? null : attribute.text();
            if (known != null && text != null && text.codePointCount(0, text.length()) > known.most()) {
                out.error(known.label() + " is longer than " + known.most() + " characters");
            }
        }
    }
}
