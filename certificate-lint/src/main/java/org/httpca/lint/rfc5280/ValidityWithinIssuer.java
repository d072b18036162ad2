package org.httpca.lint.rfc5280;

import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadTime;

/**
 * It does not outlive its issuer. The standard lets a validator find out; a certificate that fails before its own end
 * surprises whoever planned by that end.
 */
final class ValidityWithinIssuer implements CertificateLint {

    @Override
    public String name() {
        return "validity-within-issuer";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 6.1.3 (a)(2)";
    }

    @Override
    public String rule() {
        return "It does not outlive its issuer.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadCertificate issuer = c.issuer();
        if (issuer == null || c.selfSigned()) {
            return;
        }
        ReadTime end = c.certificate().notAfter();
        ReadTime last = issuer.notAfter();
        if (end.defect() == null && last.defect() == null && end.epochSecond() > last.epochSecond()) {
            out.recommended("notAfter is after that of the issuer");
        }
    }
}
