package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;
import org.httpca.lint.subject.ReadTime;

final class CrlRevocationDates implements CrlLint {

    @Override
    public String name() {
        return "crl-revocation-dates";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.2.6; ITU-T X.509, section 9.3";
    }

    @Override
    public String rule() {
        return "Nothing was revoked after the CRL was made.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        ReadTime thisUpdate = c.crl().thisUpdate();
        if (thisUpdate.defect() != null) {
            return;
        }
        for (ReadCrlEntry entry : c.crl().entries()) {
            ReadTime revoked = entry.revocationDate();
            if (revoked.defect() == null && revoked.epochSecond() > thisUpdate.epochSecond()) {
                out.warning("lists a certificate that was revoked after thisUpdate: "
                        + entry.serialNumber().toString(16));
            }
        }
    }
}
