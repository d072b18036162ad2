package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;

final class CrlExtensionsUnique implements CrlLint {

    @Override
    public String name() {
        return "crl-extensions-unique";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2";
    }

    @Override
    public String rule() {
        return "No kind of extension is there twice, in the CRL or in an entry.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ExtensionFields.checkUnique(c.crl().extensions(), out);
        for (ReadCrlEntry entry : c.crl().entries()) {
            ExtensionFields.checkUnique(entry.extensions(), out);
        }
    }
}
