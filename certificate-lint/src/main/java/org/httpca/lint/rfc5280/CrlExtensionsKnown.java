package org.httpca.lint.rfc5280;

import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.subject.CrlUnderLint;
import org.httpca.lint.subject.ReadCrlEntry;

final class CrlExtensionsKnown implements CrlLint {
    private static final Set<ASN1ObjectIdentifier> MAY_BE_CRITICAL = Set.of(
            Extension.issuingDistributionPoint,
            Extension.deltaCRLIndicator,
            // Those that must not be critical have lints of their own to say so.
            Extension.cRLNumber,
            Extension.freshestCRL,
            Extension.authorityKeyIdentifier);
    private static final Set<ASN1ObjectIdentifier> MAY_BE_CRITICAL_IN_ENTRY = Set.of(
            Extension.certificateIssuer,
            // Has a lint of its own to say that it must not be.
            Extension.reasonCode);

    @Override
    public String name() {
        return "crl-extensions-known";
    }

    @Override
    public String citation() {
        return "RFC 5280, sections 5.2 and 5.3";
    }

    @Override
    public String rule() {
        return "No extension is critical that clients would not know, in the CRL or in an entry.";
    }

    @Override
    public void check(CrlUnderLint c, Findings out) {

        ExtensionFields.checkKnown(c.crl().extensions(), MAY_BE_CRITICAL, out);
        for (ReadCrlEntry entry : c.crl().entries()) {
            ExtensionFields.checkKnown(entry.extensions(), MAY_BE_CRITICAL_IN_ENTRY, out);
        }
    }
}
