package org.httpca.lint.rfc5280;

import java.util.List;

/** The lints for certificates, in the order of the fields (RFC 5280, section 4). */
public final class CertificateLints {
    private static final List<CertificateLint> ALL = List.of(
            new Version(),
            new UniqueIdentifiers(),
            new SerialNumber(),
            new SerialNumberUnguessable(),
            new SignatureAlgorithm(),
            new IssuerName(),
            new IssuerAuthority(),
            new ValidityEncoding(),
            new ValidityOrder(),
            new ValidityWithinIssuer(),
            new SubjectName(),
            new PublicKey(),
            new ExtensionsUnique(),
            new ExtensionsKnown(),
            new ExtensionsEncoding(),
            new BasicConstraintsOfKind(),
            new KeyUsageOfKind(),
            new KeyUsageOfKey(),
            new ExtendedKeyUsages(),
            new SubjectKeyIdentifier(),
            new AuthorityKeyIdentifierOfIssuer(),
            new AlternativeNamesPresent(),
            new AlternativeNamesUnique(),
            new DnsNames(),
            new IpAddresses(),
            new AuthorityInformation(),
            new DistributionPoints());

    private CertificateLints() {}

    public static List<CertificateLint> all() {
        return ALL;
    }
}
