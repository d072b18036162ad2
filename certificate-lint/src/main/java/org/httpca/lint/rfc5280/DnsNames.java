package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;
import org.jspecify.annotations.Nullable;

final class DnsNames implements CertificateLint {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    @Override
    public String name() {
        return "dns-names";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.6; RFC 1034, section 3.5; RFC 1123, section 2.1; RFC 9525, section 6.3";
    }

    @Override
    public String rule() {
        return "DNS names are letters, digits and hyphens; a wildcard is the whole left-most label; "
                + "nothing is relative or absolute.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            if (name.getTagNo() == GeneralName.dNSName) {
                String text = AlternativeNames.text(name);
                String defect = defect(text);
                if (defect != null) {
                    out.error(Findings.quoted(text) + " " + defect);
                }
            }
        }
    }

    /** Why this is no host name, or wildcard of one; null when it is. */
    static @Nullable String defect(String name) {
        int length = name.length();
        if (length == 0 || length > LONGEST) {
            return "is empty or longer than 253 octets";
        }
        int start = name.startsWith("*.") ? 2 : 0;
        boolean digits = true;
        for (int i = start; i <= length; i++) {
            if (i == length || name.charAt(i) == '.') {
                if (i == start || i - start > LONGEST_LABEL) {
                    return "has a label that is empty or longer than 63 octets";
                }
                if (name.charAt(start) == '-' || name.charAt(i - 1) == '-') {
                    return "has a label with a hyphen at an end";
                }
                if (i == length && digits) {
                    return "ends in a label of digits, which no domain does";
                }
                start = i + 1;
                digits = true;
            } else if (!letterDigitHyphen(name.charAt(i))) {
                return "has something else than letters, digits and hyphens";
            } else {
                digits &= name.charAt(i) >= '0' && name.charAt(i) <= '9';
            }
        }
        return null;
    }

    private static boolean letterDigitHyphen(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
    }
}
