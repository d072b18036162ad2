package org.httpca.lint.baseline;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.rfc5280.CertificateLint;
import org.httpca.lint.rfc5280.Findings;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadExtensions;

final class RootExtensions implements CertificateLint {
    private static final List<ASN1ObjectIdentifier> POINTLESS =
            List.of(Extension.certificatePolicies, Extension.cRLDistributionPoints, Extension.authorityInfoAccess);

    @Override
    public String name() {
        return "root-extensions";
    }

    @Override
    public String citation() {
        return "CA/Browser Forum Baseline Requirements, section 7.1.2.1.2";
    }

    @Override
    public String rule() {
        return "A root has no extendedKeyUsage, no policies, and points to nothing above it.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        if (!c.selfSigned() || !c.certificate().authority()) {
            return;
        }
        ReadExtensions extensions = c.certificate().extensions();
        if (extensions.find(Extension.extendedKeyUsage) != null) {
            out.recommended("has an extendedKeyUsage");
        }
        for (ASN1ObjectIdentifier id : POINTLESS) {
            if (extensions.find(id) != null) {
                out.notice("has an extension that is pointless in a root: " + id.getId());
            }
        }
    }
}
