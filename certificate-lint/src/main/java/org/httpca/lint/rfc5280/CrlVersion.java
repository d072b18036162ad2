package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Integer;
import org.httpca.lint.subject.CrlUnderLint;

final class CrlVersion implements CrlLint {
    private static final int V2 = 1;

    @Override
    public String name() {
        return "crl-version";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.2.1";
    }

    @Override
    public String rule() {
        return "A CRL is of version 2, which its extensions need.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ASN1Integer version = c.crl().version();
        if (version == null || !version.hasValue(V2)) {
            out.error("is not of version 2");
        }
    }
}
