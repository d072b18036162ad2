package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;

final class EmailAddresses implements CertificateLint {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~.";

    @Override
    public String name() {
        return "email-addresses";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.6; RFC 5321, section 4.1.2; RFC 9598, section 3";
    }

    @Override
    public String rule() {
        return "An rfc822Name is a mailbox: a local part, @, a host name; no angle brackets, no comment, "
                + "ASCII only.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            if (name.getTagNo() == GeneralName.rfc822Name) {
                String text = AlternativeNames.text(name);
                int at = text.lastIndexOf('@');
                if (at < 1
                        || at > LONGEST_LOCAL_PART
                        || !localPart(text.substring(0, at))
                        || DnsNames.defect(text.substring(at + 1)) != null
                        || text.charAt(at + 1) == '*') {
                    out.error(Findings.quoted(text) + " is not a mailbox");
                }
            }
        }
    }

    private static boolean localPart(String text) {
        int last = text.length() - 1;
        boolean quoted = last > 0 && text.charAt(0) == '"' && text.charAt(last) == '"';
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean dotOutOfPlace = c == '.' && (i == 0 || i == last || text.charAt(i - 1) == '.');
            if (quoted ? c < ' ' || c > '~' : dotOutOfPlace || !atom(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean atom(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || ATOM.indexOf(c) >= 0;
    }
}
