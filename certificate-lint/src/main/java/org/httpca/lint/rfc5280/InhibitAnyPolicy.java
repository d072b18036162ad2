package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtension;
import org.httpca.lint.subject.ReadExtensions;

final class InhibitAnyPolicy implements CertificateLint {

    @Override
    public String name() {
        return "inhibit-any-policy";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2.1.14";
    }

    @Override
    public String rule() {
        return "inhibitAnyPolicy is critical, in CAs only, and not negative.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ReadExtensions extensions = c.certificate().extensions();
        ReadExtension extension = extensions.find(Extension.inhibitAnyPolicy);
        ASN1Integer skipped = extensions.decoded(Extension.inhibitAnyPolicy, ASN1Integer.class);
        if (extension == null || skipped == null) {
            return;
        }
        AuthorityExtension.check(extension, c, out);
        if (skipped.getValue().signum() < 0) {
            out.error("is negative");
        }
    }
}
