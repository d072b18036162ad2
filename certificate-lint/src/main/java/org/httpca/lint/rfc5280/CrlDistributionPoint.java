package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

/** An issuingDistributionPoint and a deltaCRLIndicator are critical, and the former says something. */
final class CrlDistributionPoint implements CrlLint {

    @Override
    public String name() {
        return "crl-issuing-distribution-point";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 5.2.4 and 5.2.5";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ReadExtensions extensions = c.crl().extensions();
        ReadExtension point = extensions.find(Extension.issuingDistributionPoint);
        ReadExtension delta = extensions.find(Extension.deltaCRLIndicator);
        if (point != null && !point.critical() || delta != null && !delta.critical()) {
            out.error("is not critical");
        }
        IssuingDistributionPoint decoded =
                extensions.decoded(Extension.issuingDistributionPoint, IssuingDistributionPoint.class);
        if (decoded == null) {
            return;
        }
        int kinds = (decoded.onlyContainsUserCerts() ? 1 : 0)
                + (decoded.onlyContainsCACerts() ? 1 : 0)
                + (decoded.onlyContainsAttributeCerts() ? 1 : 0);
        if (kinds > 1) {
            out.error("is only for more than one kind of certificate");
        } else if (kinds == 0
                && decoded.getDistributionPoint() == null
                && decoded.getOnlySomeReasons() == null
                && !decoded.isIndirectCRL()) {
            out.error("says nothing");
        }
    }
}
