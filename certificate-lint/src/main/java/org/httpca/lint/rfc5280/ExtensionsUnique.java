package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class ExtensionsUnique implements CertificateLint {

    @Override
    public String name() {
        return "extensions-unique";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2";
    }

    @Override
    public String rule() {
        return "No kind of extension is there twice.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ExtensionFields.checkUnique(c.certificate().extensions(), out);
    }
}
