package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class SubjectKeyIdentifier implements CertificateLint {

    @Override
    public String name() {
        return "subject-key-identifier";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.2";
    }

    @Override
    public String rule() {
        return "subjectKeyIdentifier is required in CAs and recommended elsewhere; it is never critical.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        ReadExtensions extensions = c.certificate().extensions();
        ReadExtension extension = extensions.find(Extension.subjectKeyIdentifier);
        if (extension == null && c.certificate().authority()) {
            out.error("is missing in a CA");
        } else if (extension == null) {
            out.recommended("is missing");
        }
        ExtensionFields.checkNotCritical(extension, out);
        ASN1OctetString identifier = extensions.decoded(Extension.subjectKeyIdentifier, ASN1OctetString.class);
        if (identifier != null && identifier.getOctetsLength() == 0) {
            out.error("is empty");
        }
    }
}
