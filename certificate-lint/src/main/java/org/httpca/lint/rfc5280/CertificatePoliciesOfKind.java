package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DisplayText;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.UserNotice;
import org.httpca.lint.subject.CertificateUnderLint;

final class CertificatePoliciesOfKind implements CertificateLint {
    private static final int LONGEST_NOTICE = 200;

    @Override
    public String name() {
        return "certificate-policies";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.4";
    }

    @Override
    public String rule() {
        return "At least one policy, none twice; a pointer to a practice statement is a web address; a "
                + "notice is short.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        CertificatePolicies policies =
                c.certificate().extensions().decoded(Extension.certificatePolicies, CertificatePolicies.class);
        if (policies == null) {
            return;
        }
        PolicyInformation[] all = policies.getPolicyInformation();
        if (all.length == 0) {
            out.error("is empty");
        }
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < i; j++) {
                if (all[i].getPolicyIdentifier().equals(all[j].getPolicyIdentifier())) {
                    out.error("has a policy twice: "
                            + all[i].getPolicyIdentifier().getId());
                    break;
                }
            }
            ASN1Sequence qualifiers = all[i].getPolicyQualifiers();
            if (qualifiers != null) {
                check(qualifiers, out);
            }
        }
    }

    private static void check(ASN1Sequence qualifiers, Findings out) {
        if (qualifiers.size() == 0) {
            out.error("has an empty list of qualifiers");
        }
        for (ASN1Encodable encoded : qualifiers) {
            try {
                PolicyQualifierInfo qualifier = PolicyQualifierInfo.getInstance(encoded);
                if (PolicyQualifierId.id_qt_cps.equals(qualifier.getPolicyQualifierId())) {
                    String place =
                            ASN1IA5String.getInstance(qualifier.getQualifier()).getString();
                    WebAddresses.check(new GeneralName(GeneralName.uniformResourceIdentifier, place), true, out);
                } else if (PolicyQualifierId.id_qt_unotice.equals(qualifier.getPolicyQualifierId())) {
                    check(UserNotice.getInstance(qualifier.getQualifier()), out);
                } else {
                    out.recommended("has a qualifier that is neither a pointer to a statement nor a notice");
                }
            } catch (RuntimeException e) {
                out.error("has a qualifier that cannot be read");
            }
        }
    }

    private static void check(UserNotice notice, Findings out) {
        DisplayText text = notice.getExplicitText();
        if (text == null) {
            return;
        }
        if (text.getString().length() > LONGEST_NOTICE) {
            out.error("has a notice of more than 200 characters");
        }
        if (!(text.toASN1Primitive() instanceof ASN1UTF8String)) {
            out.recommended("has a notice that is not a UTF8String");
        }
    }
}
