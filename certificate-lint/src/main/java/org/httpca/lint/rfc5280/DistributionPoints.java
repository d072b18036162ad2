package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtensions;

final class DistributionPoints implements CertificateLint {

    @Override
    public String name() {
        return "crl-distribution-points";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 4.2.1.13 and 8";
    }

    @Override
    public String rule() {
        return "cRLDistributionPoints has absolute http or https URIs; no point without a place; it is "
                + "not critical.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadExtensions extensions = c.certificate().extensions();
        ExtensionFields.checkNotCritical(extensions.find(Extension.cRLDistributionPoints), out);
        DistributionPoint[] points = extensions.decoded(Extension.cRLDistributionPoints, DistributionPoint[].class);
        if (points != null) {
            checkPlaces(points, out);
        }
    }

    static void checkPlaces(DistributionPoint[] points, Findings out) {
        for (DistributionPoint point : points) {
            DistributionPointName place = point.getDistributionPoint();
            if (place == null && point.getCRLIssuer() == null) {
                out.error("has a point without a place and an issuer");
            } else if (place != null && place.getType() == DistributionPointName.FULL_NAME) {
                for (GeneralName name :
                        GeneralNames.getInstance(place.getName()).getNames()) {
                    WebAddresses.check(name, true, out);
                }
            }
        }
    }
}
