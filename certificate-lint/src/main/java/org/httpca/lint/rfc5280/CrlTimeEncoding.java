package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;
import org.httpca.lint.subject.ReadTime;

final class CrlTimeEncoding implements CrlLint {

    @Override
    public String name() {
        return "crl-time-encoding";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 5.1.2.4, 5.1.2.5 and 5.1.2.6";
    }

    @Override
    public String rule() {
        return "Times are UTCTime until 2049 and GeneralizedTime after, to the second, in UTC; in the entries too.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ReadTime nextUpdate = c.crl().nextUpdate();
        check("thisUpdate ", c.crl().thisUpdate(), out);
        if (nextUpdate != null) {
            check("nextUpdate ", nextUpdate, out);
        }
        for (ReadCrlEntry entry : c.crl().entries()) {
            check("revocationDate ", entry.revocationDate(), out);
        }
    }

    private static void check(String field, ReadTime time, Findings out) {
        String defect = time.defect();
        if (defect != null) {
            out.error(field + defect);
        }
    }
}
