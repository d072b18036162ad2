package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;

final class ValidityEncoding implements CertificateLint {

    @Override
    public String name() {
        return "validity-encoding";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.5";
    }

    @Override
    public String rule() {
        return "Times are UTCTime until 2049 and GeneralizedTime after, to the second, in UTC.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        String notBefore = c.certificate().notBefore().defect();
        String notAfter = c.certificate().notAfter().defect();
        if (notBefore != null) {
            out.error("notBefore " + notBefore);
        }
        if (notAfter != null) {
            out.error("notAfter " + notAfter);
        }
    }
}
