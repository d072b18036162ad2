package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.httpca.lint.subject.CertificateUnderLint;

final class ExtendedKeyUsages implements CertificateLint {
    private static final ASN1ObjectIdentifier ANY = KeyPurposeId.anyExtendedKeyUsage.toOID();

    @Override
    public String name() {
        return "extended-key-usage";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.12; CA/Browser Forum Baseline Requirements, section 7.1.2.7.10";
    }

    @Override
    public String rule() {
        return "Purposes are named once each; an end entity is not good for every purpose, nor a CA for "
                + "every purpose and others.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ASN1ObjectIdentifier[] purposes =
                c.certificate().extensions().decoded(Extension.extendedKeyUsage, ASN1ObjectIdentifier[].class);
        if (purposes == null) {
            return;
        }
        if (purposes.length == 0) {
            out.error("is empty");
        }
        boolean authority = c.certificate().authority();
        for (int i = 0; i < purposes.length; i++) {
            if (!authority && purposes[i].equals(ANY)) {
                out.error("has anyExtendedKeyUsage in an end entity");
            } else if (purposes.length > 1 && purposes[i].equals(ANY)) {
                out.recommended("has anyExtendedKeyUsage beside others, which say nothing then");
            }
            for (int j = 0; j < i; j++) {
                if (purposes[i].equals(purposes[j])) {
                    out.error("has a purpose twice: " + purposes[i].getId());
                    break;
                }
            }
        }
    }
}
