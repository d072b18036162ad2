package org.httpca.lint.baseline;

import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;

final class OcspResponder implements CertificateLint {

    @Override
    public String name() {
        return "ocsp-responder";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 4.9.9; RFC 6960, section 4.2.2.2.1";
    }

    @Override
    public String rule() {
        return "A delegated OCSP responder says that it is not to be checked itself, and nothing else says so.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        boolean responder = Purposes.ocsp(c.certificate());
        boolean unchecked = c.certificate().extensions().find(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck) != null;
        if (responder && !unchecked) {
            out.recommended("lacks id-pkix-ocsp-nocheck");
        } else if (unchecked && !responder) {
            out.recommended("has id-pkix-ocsp-nocheck, and is no OCSP responder");
        }
    }
}
