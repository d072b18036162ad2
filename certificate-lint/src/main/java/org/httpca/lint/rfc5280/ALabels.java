package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;

final class ALabels implements CertificateLint {
    @Override
    public String name() {
        return "dns-a-labels";
    }

    @Override
    public String citation() {
        return "RFC 5890, section 2.3.2.1; RFC 5891, section 4.2; CA/Browser Forum Baseline Requirements, "
                + "section 7.1.2.7.12";
    }

    @Override
    public String rule() {
        return "A label with hyphens in its third and fourth place is an A-label, and stands for a valid "
                + "international label.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            if (name.getTagNo() == GeneralName.dNSName) {
                String text = AlternativeNames.text(name);
                String defect = org.httpca.pki.ALabels.defect(text);
                if (defect != null) {
                    out.error(defect);
                }
            }
        }
    }
}
