package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;
import static org.httpca.lint.BrokenCertificate.issuer;
import static org.httpca.lint.BrokenCertificate.issuing;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierId;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;

/** Constraints on names, and policies. */
final class ConstraintsTable {
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.2");
    private static final ASN1ObjectIdentifier ANY_POLICY = new ASN1ObjectIdentifier("2.5.29.32.0");

    static final List<BrokenCertificate> ROWS = List.of(
            endEntity(
                    "critical name constraints in an end entity",
                    constraints(true, Tbs.dns("example.com")),
                    "name-constraints"),
            issuing(
                    "name constraints that are not critical",
                    constraints(false, Tbs.dns("example.com")),
                    "name-constraints"),
            issuing(
                    "empty name constraints",
                    tbs -> tbs.with(Extension.nameConstraints, true, new DERSequence()),
                    "name-constraints"),
            issuing(
                    "a mask with a hole",
                    constraints(true, new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[] {
                        10, 0, 0, 0, -1, 0, -1, 0
                    }))),
                    "name-constraints"),
            issuing(
                    "an address without a mask",
                    constraints(true, new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[4]))),
                    "name-constraints"),
            issuing(
                    "a minimum",
                    tbs -> tbs.with(
                            Extension.nameConstraints,
                            true,
                            new NameConstraints(
                                    new GeneralSubtree[] {
                                        new GeneralSubtree(Tbs.dns("example.com"), BigInteger.ONE, null)
                                    },
                                    null)),
                    "name-constraints"),
            issuing("a constraint with a wildcard", constraints(true, Tbs.dns("*.example.com")), "name-constraints"),
            issuing("a constraint with a dot in front", constraints(true, Tbs.dns(".example.com")), "name-constraints")
                    .remarkedOnBy(Severity.WARNING),
            issuer(
                    "names that the issuer must not name",
                    constraints(true, Tbs.dns("example.org")),
                    "within-name-constraints"),
            issuer(
                    "a name that the issuer excludes",
                    tbs -> tbs.with(Extension.nameConstraints, true, new NameConstraints(null, new GeneralSubtree[] {
                        new GeneralSubtree(Tbs.dns("www.example.com"))
                    })),
                    "within-name-constraints"),
            endEntity(
                    "no policy",
                    tbs -> tbs.with(Extension.certificatePolicies, false, new DERSequence()),
                    "extensions-encoding"),
            endEntity(
                    "a policy twice",
                    policies(new PolicyInformation(POLICY), new PolicyInformation(POLICY)),
                    "certificate-policies"),
            endEntity(
                    "a practice statement at no web address",
                    policies(qualified(new PolicyQualifierInfo("statement"))),
                    "certificate-policies"),
            endEntity(
                    "a notice of 201 characters",
                    policies(qualified(new PolicyQualifierInfo(
                            PolicyQualifierId.id_qt_unotice, new DERSequence(new DERUTF8String("n".repeat(201)))))),
                    "certificate-policies"),
            endEntity(
                    "a notice in IA5String",
                    policies(qualified(new PolicyQualifierInfo(
                            PolicyQualifierId.id_qt_unotice, new DERSequence(new DERIA5String("n"))))),
                    "certificate-policies"),
            endEntity(
                    "no qualifiers, written out",
                    policies(new PolicyInformation(POLICY, new DERSequence())),
                    "certificate-policies"),
            endEntity(
                    "policy mappings in an end entity",
                    tbs -> tbs.with(Extension.policyMappings, true, new DERSequence(pair(POLICY, POLICY))),
                    "policy-mappings"),
            issuing(
                    "policy mappings that are not critical",
                    tbs -> tbs.with(Extension.policyMappings, false, new DERSequence(pair(POLICY, POLICY))),
                    "policy-mappings"),
            issuing(
                    "a mapping to anyPolicy",
                    tbs -> tbs.with(Extension.policyMappings, true, new DERSequence(pair(POLICY, ANY_POLICY))),
                    "policy-mappings"),
            issuing(
                    "no policy mappings",
                    tbs -> tbs.with(Extension.policyMappings, true, new DERSequence()),
                    "policy-mappings"),
            endEntity(
                    "policy constraints in an end entity",
                    tbs -> tbs.with(Extension.policyConstraints, true, required()),
                    "policy-constraints"),
            issuing(
                    "policy constraints that are not critical",
                    tbs -> tbs.with(Extension.policyConstraints, false, required()),
                    "policy-constraints"),
            issuing(
                    "empty policy constraints",
                    tbs -> tbs.with(Extension.policyConstraints, true, new DERSequence()),
                    "policy-constraints"),
            endEntity(
                    "inhibitAnyPolicy in an end entity",
                    tbs -> tbs.with(Extension.inhibitAnyPolicy, true, new ASN1Integer(0)),
                    "inhibit-any-policy"),
            issuing(
                    "inhibitAnyPolicy that is not critical",
                    tbs -> tbs.with(Extension.inhibitAnyPolicy, false, new ASN1Integer(0)),
                    "inhibit-any-policy"),
            issuing(
                    "a negative inhibitAnyPolicy",
                    tbs -> tbs.with(Extension.inhibitAnyPolicy, true, new ASN1Integer(-1)),
                    "inhibit-any-policy"));

    private ConstraintsTable() {}

    private static Consumer<Tbs> constraints(boolean critical, GeneralName permitted) {
        return tbs -> tbs.with(
                Extension.nameConstraints,
                critical,
                new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(permitted)}, null));
    }

    private static Consumer<Tbs> policies(PolicyInformation... policies) {
        return tbs -> tbs.with(Extension.certificatePolicies, false, new CertificatePolicies(policies));
    }

    private static PolicyInformation qualified(PolicyQualifierInfo qualifier) {
        return new PolicyInformation(POLICY, new DERSequence(qualifier));
    }

    private static DERSequence pair(ASN1ObjectIdentifier one, ASN1ObjectIdentifier other) {
        return new DERSequence(new ASN1Encodable[] {one, other});
    }

    private static DERSequence required() {
        return new DERSequence(new DERTaggedObject(false, 0, new ASN1Integer(0)));
    }
}
