package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class CrlDeltaIndicator implements CrlLint {

    @Override
    public String name() {
        return "crl-delta-indicator";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 5.2.4 and 5.2.6";
    }

    @Override
    public String rule() {
        return "A delta CRL says so critically, builds on an earlier number than its own, and points to "
                + "no other delta.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        ReadExtensions extensions = c.crl().extensions();
        ReadExtension delta = extensions.find(Extension.deltaCRLIndicator);
        if (delta == null) {
            return;
        }
        if (!delta.critical()) {
            out.error("is not critical");
        }
        if (extensions.find(Extension.freshestCRL) != null) {
            out.error("is beside a freshestCRL");
        }
        ASN1Integer base = extensions.decoded(Extension.deltaCRLIndicator, ASN1Integer.class);
        ASN1Integer number = extensions.decoded(Extension.cRLNumber, ASN1Integer.class);
        if (base != null
                && (base.getValue().signum() < 0
                        || number != null && base.getValue().compareTo(number.getValue()) >= 0)) {
            out.error("has a base that is negative or not before this CRL");
        }
    }
}
