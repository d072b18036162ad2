package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class ExtensionsEncoding implements CertificateLint {

    @Override
    public String name() {
        return "extensions-encoding";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.1.2.9 and 4.2; X.690, section 11.5";
    }

    @Override
    public String rule() {
        return "The value of every extension that is known here is the DER of its kind; no default is written out.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ExtensionFields.checkEncoding(c.certificate().extensions(), out);
    }
}
