package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;
import org.httpca.lint.subject.ReadTime;

final class CrlInvalidityDates implements CrlLint {

    @Override
    public String name() {
        return "crl-invalidity-dates";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.3.2";
    }

    @Override
    public String rule() {
        return "An invalidityDate is a GeneralizedTime to the second, in UTC; before 2050 too.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        for (ReadCrlEntry entry : c.crl().entries()) {
            ASN1GeneralizedTime date = entry.extensions().decoded(Extension.invalidityDate, ASN1GeneralizedTime.class);
            if (date != null) {
                String defect = ReadTime.generalized(date).defect();
                if (defect != null) {
                    out.error(defect);
                }
            }
        }
    }
}
