package org.httpca.lint.rfc5280;

import java.util.List;

/** The lints for CRLs, in the order of the fields (RFC 5280, section 5). */
public final class CrlLints {
    private static final List<CrlLint> ALL = List.of(
            new CrlVersion(),
            new CrlSignatureAlgorithm(),
            new CrlSignatureAlgorithmsAgree(),
            new CrlSignatureValue(),
            new CrlIssuerName(),
            new CrlIssuerAuthority(),
            new CrlTimeEncoding(),
            new CrlTimeOrder(),
            new CrlExtensionsUnique(),
            new CrlExtensionsKnown(),
            new CrlExtensionsEncoding(),
            new CrlNumber(),
            new CrlAuthorityKeyIdentifier(),
            new CrlDistributionPoint(),
            new CrlDeltaIndicator(),
            new CrlFreshest(),
            new CrlEntriesNotEmpty(),
            new CrlSerialsUnique(),
            new CrlRevocationDates(),
            new CrlReasons(),
            new CrlInvalidityDates(),
            new CrlCertificateIssuers());

    private CrlLints() {}

    public static List<CrlLint> all() {
        return ALL;
    }
}
