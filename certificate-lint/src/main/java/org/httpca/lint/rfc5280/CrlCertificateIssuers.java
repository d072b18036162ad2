package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;
import org.httpca.lint.subject.ReadExtension;

final class CrlCertificateIssuers implements CrlLint {

    @Override
    public String name() {
        return "crl-certificate-issuers";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.3.3";
    }

    @Override
    public String rule() {
        return "Only an indirect CRL names the issuers of what it lists, critically and by at least one name.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        IssuingDistributionPoint point =
                c.crl().extensions().decoded(Extension.issuingDistributionPoint, IssuingDistributionPoint.class);
        boolean indirect = point != null && point.isIndirectCRL();
        for (ReadCrlEntry entry : c.crl().entries()) {
            ReadExtension extension = entry.extensions().find(Extension.certificateIssuer);
            if (extension == null) {
                continue;
            }
            if (!indirect) {
                out.error("is in a CRL that is not indirect");
            }
            if (!extension.critical()) {
                out.error("is not critical");
            }
            if (extension.decoded() instanceof GeneralNames names && names.getNames().length == 0) {
                out.error("is empty");
            }
        }
    }
}
