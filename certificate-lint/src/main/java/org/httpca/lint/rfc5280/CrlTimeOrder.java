package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadTime;

final class CrlTimeOrder implements CrlLint {

    @Override
    public String name() {
        return "crl-time-order";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 5.1.2.5";
    }

    @Override
    public String rule() {
        return "A CRL says when the next one comes, and that is not before this one.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ReadTime thisUpdate = c.crl().thisUpdate();
        ReadTime nextUpdate = c.crl().nextUpdate();
        if (nextUpdate == null) {
            out.error("nextUpdate is missing");
        } else if (thisUpdate.defect() == null
                && nextUpdate.defect() == null
                && thisUpdate.epochSecond() > nextUpdate.epochSecond()) {
            out.error("thisUpdate is after nextUpdate");
        }
    }
}
