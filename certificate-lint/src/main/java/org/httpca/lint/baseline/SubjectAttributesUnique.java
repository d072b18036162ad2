package org.httpca.lint.baseline;

import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAttribute;

final class SubjectAttributesUnique implements CertificateLint {
    private static final Set<ASN1ObjectIdentifier> MAY_REPEAT = Set.of(BCStyle.DC, BCStyle.OU, BCStyle.STREET);

    @Override
    public String name() {
        return "subject-attributes-unique";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 7.1.4.1";
    }

    @Override
    public String rule() {
        return "No kind of attribute is in the subject twice, but for DC, OU and street.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        List<ReadAttribute> attributes = c.certificate().subject().attributes();
        for (int i = 1; i < attributes.size(); i++) {
            ASN1ObjectIdentifier type = attributes.get(i).type();
            for (int j = 0; j < i; j++) {
                if (type.equals(attributes.get(j).type()) && !MAY_REPEAT.contains(type)) {
                    out.recommended("is there twice: " + type.getId());
                    break;
                }
            }
        }
    }
}
