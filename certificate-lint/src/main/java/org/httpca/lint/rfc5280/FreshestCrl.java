package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtensions;

final class FreshestCrl implements CertificateLint {

    @Override
    public String name() {
        return "freshest-crl";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.2.1.15 and 8";
    }

    @Override
    public String rule() {
        return "freshestCRL has absolute http or https URIs; no point without a place; it is not critical.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadExtensions extensions = c.certificate().extensions();
        ExtensionFields.checkNotCritical(extensions.find(Extension.freshestCRL), out);
        DistributionPoint[] points = extensions.decoded(Extension.freshestCRL, DistributionPoint[].class);
        if (points != null) {
            DistributionPoints.checkPlaces(points, out);
        }
    }
}
