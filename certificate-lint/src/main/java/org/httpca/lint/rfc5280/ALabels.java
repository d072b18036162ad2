package org.httpca.lint.rfc5280;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;

final class ALabels implements CertificateLint {
    private static final String PREFIX = "xn--";

    @Override
    public String name() {
        return "dns-a-labels";
    }

    @Override
    public String citation() {
        return "RFC 5890, section 2.3.2.1; RFC 5891, section 4.2; CA/Browser Forum Baseline Requirements, "
                + "section 7.1.2.7.12";
    }

    @Override
    public String rule() {
        return "A label with hyphens in its third and fourth place is an A-label, and stands for a valid "
                + "international label.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        for (GeneralName name : AlternativeNames.of(c.certificate())) {
            if (name.getTagNo() == GeneralName.dNSName) {
                String text = AlternativeNames.text(name);
                if (text.contains("--")) {
                    check(text, out);
                }
            }
        }
    }

    private static void check(String name, Findings out) {
        for (String label : name.split("\\.", -1)) {
            if (label.length() < 4 || !label.startsWith("--", 2)) {
                continue;
            }
            String lower = label.toLowerCase(Locale.ROOT);
            if (!lower.startsWith(PREFIX)) {
                out.error(Findings.quoted(label) + " is reserved, and no A-label");
            } else if (!Unicode.isALabel(lower)) {
                out.error(Findings.quoted(label) + " does not stand for a valid international label");
            }
        }
    }

    /** Holds ICU's tables; a class of its own, so that they are loaded when first asked. */
    private static final class Unicode {
        private static final IDNA LABELS = IDNA.getUTS46Instance(IDNA.USE_STD3_RULES
                | IDNA.CHECK_BIDI
                | IDNA.CHECK_CONTEXTJ
                | IDNA.CHECK_CONTEXTO
                | IDNA.NONTRANSITIONAL_TO_ASCII
                | IDNA.NONTRANSITIONAL_TO_UNICODE);

        private Unicode() {}

        /** To Unicode and back again: whatever was not in its normal form comes back as something else. */
        static boolean isALabel(String lower) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder reads = LABELS.labelToUnicode(lower, new StringBuilder(), info);
            if (info.hasErrors()) {
                return false;
            }
            String back = LABELS.labelToASCII(reads, new StringBuilder(), info).toString();
            return !info.hasErrors() && back.equals(lower);
        }
    }
}
