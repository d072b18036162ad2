package org.httpca.lint.baseline;

import java.time.Duration;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadTime;

/** What a private CA issues may last longer than what a public one may: too long is a warning, and never stops a signature. */
final class Lifetime implements CertificateLint {
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long PUBLIC_DAYS = 398;
    private static final long PRIVATE_DAYS = 825;
    private static final long AUTHORITY_DAYS = 9132;

    @Override
    public String name() {
        return "lifetime";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, sections 6.3.2 and 7.1.2.1.1";
    }

    @Override
    public String rule() {
        return "A server certificate lasts 398 days at most, and a CA 25 years: browsers refuse servers "
                + "beyond 825 days, whoever issued them.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadTime notBefore = c.certificate().notBefore();
        ReadTime notAfter = c.certificate().notAfter();
        if (notBefore.defect() != null || notAfter.defect() != null) {
            return;
        }
        // Both ends are within (RFC 5280, section 4.1.2.5): 90 days and a second are more than 90 days.
        long seconds = notAfter.epochSecond() - notBefore.epochSecond() + 1;
        if (c.certificate().authority()) {
            if (seconds > AUTHORITY_DAYS * DAY) {
                out.warning("is a CA for more than 25 years");
            }
        } else if (Purposes.server(c.certificate())) {
            if (seconds > PRIVATE_DAYS * DAY) {
                out.warning("is for a server for more than 825 days");
            } else if (seconds > PUBLIC_DAYS * DAY) {
                out.notice("is for a server for more than 398 days");
            }
        }
    }
}
