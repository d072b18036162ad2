package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x500.style.BCStyle;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAttribute;

/** What is longer has a lint of its own to say so, and so has what is empty. */
final class SubjectCountry implements CertificateLint {

    @Override
    public String name() {
        return "subject-country";
    }

    @Override
    public String citation() {
        return "RFC 5280, appendix A.1; ITU-T X.520, section 6.3.1";
    }

    @Override
    public String rule() {
        return "A country is two capital letters, as ISO 3166-1 has them.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (ReadAttribute attribute : c.certificate().subject().attributes()) {
            if (attribute.type().equals(BCStyle.C)) {
                String text = attribute.text();
                if (text != null && text.length() <= 2 && !text.isEmpty() && !code(text)) {
                    out.error("is not two capital letters: " + Findings.quoted(text));
                }
            }
        }
    }

    private static boolean code(String text) {
        return text.length() == 2 && capital(text.charAt(0)) && capital(text.charAt(1));
    }

    private static boolean capital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
