package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Integer;
import org.httpca.lint.subject.CertificateUnderLint;

final class Version implements CertificateLint {
    private static final int V3 = 2;

    @Override
    public String name() {
        return "version";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.1";
    }

    @Override
    public String rule() {
        return "A certificate is of version 3, which its extensions need.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ASN1Integer version = c.certificate().version();
        if (c.certificate().extensions().present()) {
            if (version == null || !version.hasValue(V3)) {
                out.error("has extensions, and is not of version 3");
            }
        } else if (version == null) {
            out.recommended("is of version 1");
        } else if (!version.hasValue(V3)) {
            out.error("writes out a version that is not 3");
        }
    }
}
