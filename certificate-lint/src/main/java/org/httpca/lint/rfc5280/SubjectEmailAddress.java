package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAttribute;
import org.httpca.lint.subject.ReadCertificate;

final class SubjectEmailAddress implements CertificateLint {

    @Override
    public String name() {
        return "subject-email-address";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.1.2.6";
    }

    @Override
    public String rule() {
        return "An e-mail address in the subject is in the subjectAltName too, where programs look for it.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadCertificate certificate = c.certificate();
        for (ReadAttribute attribute : certificate.subject().attributes()) {
            String address = attribute.type().equals(BCStyle.EmailAddress) ? attribute.text() : null;
            if (address != null && !named(certificate, address)) {
                out.recommended("is not in the subjectAltName: " + Findings.quoted(address));
            }
        }
    }

    private static boolean named(ReadCertificate certificate, String address) {
        for (GeneralName name : AlternativeNames.of(certificate)) {
            if (name.getTagNo() == GeneralName.rfc822Name
                    && AlternativeNames.text(name).equalsIgnoreCase(address)) {
                return true;
            }
        }
        return false;
    }
}
