package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadExtensions;

final class CrlFreshest implements CrlLint {

    @Override
    public String name() {
        return "crl-freshest";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.2.6";
    }

    @Override
    public String rule() {
        return "A freshestCRL says where deltas are, by absolute http or https URIs and nothing more; it is not critical.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        ReadExtensions extensions = c.crl().extensions();
        ExtensionFields.checkNotCritical(extensions.find(Extension.freshestCRL), out);
        DistributionPoint[] points = extensions.decoded(Extension.freshestCRL, DistributionPoint[].class);
        if (points == null) {
            return;
        }
        DistributionPoints.checkPlaces(points, out);
        for (DistributionPoint point : points) {
            if (point.getReasons() != null || point.getCRLIssuer() != null) {
                out.error("has a point with reasons or an issuer, which mean nothing here");
            }
        }
    }
}
