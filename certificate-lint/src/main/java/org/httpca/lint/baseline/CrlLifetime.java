package org.httpca.lint.baseline;

import java.time.Duration;
import org.httpca.lint.rfc5280.CrlLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadTime;

final class CrlLifetime implements CrlLint {
    private static final long MOST = Duration.ofDays(366).toSeconds();

    @Override
    public String name() {
        return "crl-lifetime";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 4.9.7";
    }

    @Override
    public String rule() {
        return "A CRL is good for twelve months at most.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {
        ReadTime thisUpdate = c.crl().thisUpdate();
        ReadTime nextUpdate = c.crl().nextUpdate();
        if (nextUpdate != null
                && thisUpdate.defect() == null
                && nextUpdate.defect() == null
                && nextUpdate.epochSecond() - thisUpdate.epochSecond() > MOST) {
            out.warning("nextUpdate is more than twelve months after thisUpdate");
        }
    }
}
