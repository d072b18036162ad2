package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class UniqueIdentifiers implements CertificateLint {

    @Override
    public String name() {
        return "unique-identifiers";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.8";
    }

    @Override
    public String rule() {
        return "There is no issuerUniqueID and no subjectUniqueID, which nobody has used for decades.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        if (c.certificate().uniqueIdentifiers()) {
            out.error("has an issuerUniqueID or a subjectUniqueID");
        }
    }
}
