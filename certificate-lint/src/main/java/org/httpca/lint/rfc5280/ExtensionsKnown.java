package org.httpca.lint.rfc5280;

import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CertificateUnderLint;

final class ExtensionsKnown implements CertificateLint {
    private static final Set<ASN1ObjectIdentifier> MAY_BE_CRITICAL = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectAlternativeName,
            Extension.issuerAlternativeName,
            Extension.nameConstraints,
            Extension.certificatePolicies,
            Extension.policyMappings,
            Extension.policyConstraints,
            Extension.inhibitAnyPolicy,
            // Those that must not be critical have lints of their own to say so.
            Extension.subjectKeyIdentifier,
            Extension.authorityKeyIdentifier,
            Extension.authorityInfoAccess,
            Extension.cRLDistributionPoints,
            Extension.freshestCRL);

    @Override
    public String name() {
        return "extensions-known";
    }

    @Override
    public String citation() {
        return "RFC 5280, section 4.2";
    }

    @Override
    public String rule() {
        return "No extension is critical that clients would not know.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {
        ExtensionFields.checkKnown(c.certificate().extensions(), MAY_BE_CRITICAL, out);
    }
}
