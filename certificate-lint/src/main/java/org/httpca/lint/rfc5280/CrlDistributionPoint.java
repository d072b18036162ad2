package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class CrlDistributionPoint implements CrlLint {

    @Override
    public String name() {
        return "crl-issuing-distribution-point";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.2.5";
    }

    @Override
    public String rule() {
        return "An issuingDistributionPoint is critical, says something, and what it says of places can "
                + "be fetched by http.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ReadExtensions extensions = c.crl().extensions();
        ReadExtension point = extensions.find(Extension.issuingDistributionPoint);
        if (point != null && !point.critical()) {
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
        DistributionPointName place = decoded.getDistributionPoint();
        if (place != null && place.getType() == DistributionPointName.FULL_NAME) {
            for (GeneralName name : GeneralNames.getInstance(place.getName()).getNames()) {
                WebAddresses.check(name, true, out);
            }
        }
    }
}
