package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;

final class CrlExtensionsEncoding implements CrlLint {

    @Override
    public String name() {
        return "crl-extensions-encoding";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 5.2 and 5.3; X.690, section 11.5";
    }

    @Override
    public String rule() {
        return "The value of every extension that is known here is the DER of its kind; no default is written out.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ExtensionFields.checkEncoding(c.crl().extensions(), out);
        for (ReadCrlEntry entry : c.crl().entries()) {
            ExtensionFields.checkEncoding(entry.extensions(), out);
        }
    }
}
