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
            new SignatureAlgorithmsAgree(),
            new SignatureValue(),
            new IssuerName(),
            new IssuerAuthority(),
            new ValidityEncoding(),
            new ValidityOrder(),
            new ValidityWithinIssuer(),
            new SubjectName(),
            new SubjectStrings(),
            new SubjectLengths(),
            new SubjectCountry(),
            new SubjectEmailAddress(),
            new PublicKey(),
            new ExtensionsUnique(),
            new ExtensionsKnown(),
            new ExtensionsEncoding(),
            new ExtensionsObsolete(),
            new BasicConstraintsOfKind(),
            new KeyUsageOfKind(),
            new KeyUsageOfKey(),
            new ExtendedKeyUsages(),
            new KeyUsageOfPurpose(),
            new TimeStampingPurpose(),
            new SubjectKeyIdentifier(),
            new AuthorityKeyIdentifierOfIssuer(),
            new AlternativeNamesPresent(),
            new AlternativeNamesUnique(),
            new DnsNames(),
            new ALabels(),
            new IpAddresses(),
            new EmailAddresses(),
            new Uris(),
            new IssuerAlternativeName(),
            new NameConstraintsOfKind(),
            new WithinNameConstraints(),
            new CertificatePoliciesOfKind(),
            new PolicyMappingsOfKind(),
            new PolicyConstraintsOfKind(),
            new InhibitAnyPolicy(),
            new AuthorityInformation(),
            new DistributionPoints(),
            new FreshestCrl());

    private CertificateLints() {}

    public static List<CertificateLint> all() {
        return ALL;
    }
}
