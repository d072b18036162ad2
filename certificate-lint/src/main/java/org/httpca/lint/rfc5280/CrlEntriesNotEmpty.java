package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntries;

final class CrlEntriesNotEmpty implements CrlLint {

    @Override
    public String name() {
        return "crl-entries-not-empty";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.2.6";
    }

    @Override
    public String rule() {
        return "Where nothing is revoked, the list is left out.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        ReadCrlEntries entries = c.crl().entries();
        if (entries.present() && entries.isEmpty()) {
            out.error("revokedCertificates is there, and empty");
        }
    }
}
