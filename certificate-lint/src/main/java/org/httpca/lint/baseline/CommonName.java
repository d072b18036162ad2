package org.httpca.lint.baseline;

import java.util.List;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.rfc5280.AlternativeNames;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAttribute;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;

final class CommonName implements CertificateLint {

    @Override
    public String name() {
        return "common-name";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 7.1.4.3";
    }

    @Override
    public String rule() {
        return "A server's common name is one of the names in its subjectAltName.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadCertificate certificate = c.certificate();
        if (!Purposes.server(certificate)) {
            return;
        }
        GeneralName[] names = AlternativeNames.of(certificate);
        for (ReadAttribute attribute : certificate.subject().attributes()) {
            String text = attribute.type().equals(BCStyle.CN) ? attribute.text() : null;
            if (text != null && names.length > 0 && !named(names, text)) {
                out.recommended(Findings.quoted(text) + " is not in the subjectAltName");
            }
        }
    }

    private static boolean named(GeneralName[] names, String text) {
        for (GeneralName name : names) {
            if (name.getTagNo() == GeneralName.dNSName
                    && AlternativeNames.text(name).equalsIgnoreCase(text)) {
                return true;
            }
        }
        return Identifier.ip(text) instanceof Result.Passed<Identifier> address
                && List.of(names).contains(address.value().toGeneralName());
    }
}
