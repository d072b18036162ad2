package org.httpca.lint.rfc5280;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.httpca.lint.subject.CertificateUnderLint;

final class AlternativeNamesUnique implements CertificateLint {

    @Override
    public String name() {
        return "subject-alternative-name-unique";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.6; CA/Browser Forum Baseline Requirements, section 7.1.2.7.12";
    }

    @Override
    public String rule() {
        return "No alternative name is there twice; a DNS name is the same in either case of its letters.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        GeneralName[] all = AlternativeNames.of(c.certificate());
        if (all.length < 2) {
            return;
        }
        Set<Object> seen = new HashSet<>(all.length * 2);
        for (GeneralName name : all) {
            boolean dns = name.getTagNo() == GeneralName.dNSName;
            if (!seen.add(dns ? AlternativeNames.text(name).toLowerCase(Locale.ROOT) : name)) {
                out.error(
                        dns
                                ? "is there twice: " + Findings.quoted(AlternativeNames.text(name))
                                : "a name is there twice");
            }
        }
    }
}
