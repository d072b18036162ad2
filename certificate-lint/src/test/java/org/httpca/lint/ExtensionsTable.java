package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;
import static org.httpca.lint.BrokenCertificate.issuing;
import static org.httpca.lint.BrokenCertificate.root;

import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;

/** The extensions, but for the alternative names. */
final class ExtensionsTable {
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1");

    static final List<BrokenCertificate> ROWS = List.of(
            endEntity("an extension twice", tbs -> tbs.extensions.add(tbs.extensions.get(0)), "extensions-unique"),
            endEntity(
                    "an unknown critical extension",
                    tbs -> tbs.with(UNKNOWN, true, DERNull.INSTANCE),
                    "extensions-known"),
            endEntity(
                    "critical FALSE is written out",
                    tbs -> tbs.extensions.add(new DERSequence(
                            new ASN1Encodable[] {UNKNOWN, ASN1Boolean.FALSE, new DEROctetString(new byte[0])})),
                    "extensions-encoding"),
            endEntity(
                    "basicConstraints that is a NULL",
                    tbs -> tbs.with(Extension.basicConstraints, true, DERNull.INSTANCE),
                    "extensions-encoding"),
            endEntity(
                    "octets after an authorityKeyIdentifier",
                    tbs -> tbs.extensions.set(4, new DERSequence(new ASN1Encodable[] {
                        Extension.authorityKeyIdentifier, new DEROctetString(new byte[] {0x30, 0, 0})
                    })),
                    "extensions-encoding"),
            issuing(
                    "basicConstraints is not critical in a CA",
                    tbs -> tbs.with(Extension.basicConstraints, false, new BasicConstraints(true)),
                    "basic-constraints"),
            endEntity(
                    "a path length without cA",
                    tbs -> tbs.with(Extension.basicConstraints, true, new DERSequence(new ASN1Integer(0))),
                    "basic-constraints"),
            endEntity(
                    "cA FALSE is written out",
                    tbs -> tbs.with(Extension.basicConstraints, true, new DERSequence(ASN1Boolean.FALSE)),
                    "basic-constraints"),
            issuing(
                    "a negative path length",
                    tbs -> tbs.with(Extension.basicConstraints, true, new DERSequence(new ASN1Encodable[] {
                        ASN1Boolean.TRUE, new ASN1Integer(-1)
                    })),
                    "basic-constraints"),
            endEntity("no keyUsage", tbs -> tbs.without(Extension.keyUsage), "key-usage"),
            issuing("no keyUsage in a CA", tbs -> tbs.without(Extension.keyUsage), "key-usage"),
            endEntity(
                    "keyUsage is not critical",
                    tbs -> tbs.with(Extension.keyUsage, false, new KeyUsage(KeyUsage.digitalSignature)),
                    "key-usage"),
            endEntity(
                    "an empty keyUsage",
                    tbs -> tbs.with(Extension.keyUsage, true, new DERBitString(new byte[0])),
                    "key-usage"),
            endEntity(
                    "zeros at the end of keyUsage",
                    tbs -> tbs.with(Extension.keyUsage, true, new DERBitString(new byte[] {(byte) 0x80}, 0)),
                    "key-usage"),
            endEntity(
                    "a tenth bit in keyUsage",
                    tbs -> tbs.with(Extension.keyUsage, true, new DERBitString(new byte[] {(byte) 0x80, 0x40}, 6)),
                    "key-usage"),
            endEntity(
                    "keyCertSign in an end entity",
                    tbs -> tbs.with(
                            Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)),
                    "key-usage"),
            issuing(
                    "a CA without keyCertSign",
                    tbs -> tbs.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign)),
                    "key-usage"),
            endEntity(
                    "an empty extendedKeyUsage",
                    tbs -> tbs.with(Extension.extendedKeyUsage, false, new DERSequence()),
                    "extended-key-usage"),
            endEntity(
                    "anyExtendedKeyUsage",
                    tbs -> tbs.with(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)),
                    "extended-key-usage"),
            endEntity(
                    "a purpose twice",
                    tbs -> tbs.with(Extension.extendedKeyUsage, false, new DERSequence(new ASN1Encodable[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_serverAuth
                    })),
                    "extended-key-usage"),
            endEntity(
                    "no subjectKeyIdentifier",
                    tbs -> tbs.without(Extension.subjectKeyIdentifier),
                    "subject-key-identifier"),
            issuing(
                    "no subjectKeyIdentifier in a CA",
                    tbs -> tbs.without(Extension.subjectKeyIdentifier),
                    "subject-key-identifier"),
            endEntity(
                    "a critical subjectKeyIdentifier",
                    tbs -> tbs.with(Extension.subjectKeyIdentifier, true, new DEROctetString(new byte[] {1})),
                    "subject-key-identifier"),
            endEntity(
                    "an empty subjectKeyIdentifier",
                    tbs -> tbs.with(Extension.subjectKeyIdentifier, false, new DEROctetString(new byte[0])),
                    "subject-key-identifier"),
            endEntity(
                    "no authorityKeyIdentifier",
                    tbs -> tbs.without(Extension.authorityKeyIdentifier),
                    "authority-key-identifier"),
            endEntity(
                    "a critical authorityKeyIdentifier",
                    tbs -> tbs.with(
                            Extension.authorityKeyIdentifier, true, new AuthorityKeyIdentifier(Tbs.ISSUING_KEY)),
                    "authority-key-identifier"),
            endEntity(
                    "another issuer's key",
                    tbs -> tbs.with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(Tbs.ROOT_KEY)),
                    "authority-key-identifier"),
            endEntity(
                    "an authorityKeyIdentifier without a key",
                    tbs -> tbs.with(Extension.authorityKeyIdentifier, false, new DERSequence()),
                    "authority-key-identifier"),
            root(
                    "a root that names another's key",
                    tbs -> tbs.with(
                            Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(Tbs.ISSUING_KEY)),
                    "authority-key-identifier"),
            endEntity(
                    "authorityInfoAccess is critical",
                    tbs -> tbs.with(Extension.authorityInfoAccess, true, Tbs.access("http://ca.example/x")),
                    "authority-information-access"),
            endEntity(
                    "authorityInfoAccess: /issuing",
                    tbs -> tbs.with(Extension.authorityInfoAccess, false, Tbs.access("/issuing")),
                    "authority-information-access"),
            endEntity(
                    "authorityInfoAccess: ldap://ca.example/x",
                    tbs -> tbs.with(Extension.authorityInfoAccess, false, Tbs.access("ldap://ca.example/x")),
                    "authority-information-access"),
            endEntity(
                    "authorityInfoAccess: http:///x",
                    tbs -> tbs.with(Extension.authorityInfoAccess, false, Tbs.access("http:///x")),
                    "authority-information-access"),
            endEntity(
                    "authorityInfoAccess: http://ca.example/a b",
                    tbs -> tbs.with(Extension.authorityInfoAccess, false, Tbs.access("http://ca.example/a b")),
                    "authority-information-access"),
            endEntity(
                    "authorityInfoAccess: ",
                    tbs -> tbs.with(Extension.authorityInfoAccess, false, Tbs.access("")),
                    "authority-information-access"),
            endEntity(
                    "authorityInfoAccess is empty",
                    tbs -> tbs.with(Extension.authorityInfoAccess, false, new DERSequence()),
                    "extensions-encoding"),
            endEntity(
                    "authorityInfoAccess at a DNS name",
                    tbs -> tbs.with(
                            Extension.authorityInfoAccess, false, new DERSequence(new DERSequence(new ASN1Encodable[] {
                                new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.2"), Tbs.dns("ca.example")
                            }))),
                    "authority-information-access"),
            endEntity(
                    "cRLDistributionPoints is critical",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, true, Tbs.distribution("http://ca.example/x")),
                    "crl-distribution-points"),
            endEntity(
                    "cRLDistributionPoints: /issuing",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, false, Tbs.distribution("/issuing")),
                    "crl-distribution-points"),
            endEntity(
                    "cRLDistributionPoints: ldap://ca.example/x",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, false, Tbs.distribution("ldap://ca.example/x")),
                    "crl-distribution-points"),
            endEntity(
                    "cRLDistributionPoints: http:///x",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, false, Tbs.distribution("http:///x")),
                    "crl-distribution-points"),
            endEntity(
                    "cRLDistributionPoints: http://ca.example/a b",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, false, Tbs.distribution("http://ca.example/a b")),
                    "crl-distribution-points"),
            endEntity(
                    "cRLDistributionPoints: ",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, false, Tbs.distribution("")),
                    "crl-distribution-points"),
            endEntity(
                    "cRLDistributionPoints is empty",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, false, new DERSequence()),
                    "extensions-encoding"),
            endEntity(
                    "freshestCRL is critical",
                    tbs -> tbs.with(Extension.freshestCRL, true, Tbs.distribution("http://ca.example/d")),
                    "freshest-crl"),
            endEntity(
                    "freshestCRL: ldap://ca.example/d",
                    tbs -> tbs.with(Extension.freshestCRL, false, Tbs.distribution("ldap://ca.example/d")),
                    "freshest-crl"),
            endEntity(
                    "the issuer by https",
                    tbs -> tbs.with(Extension.authorityInfoAccess, false, Tbs.access("https://ca.example/issuing.crt")),
                    "authority-information-access"),
            endEntity(
                    "a point that has only reasons",
                    tbs -> tbs.with(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                        new DistributionPoint(null, new ReasonFlags(ReasonFlags.keyCompromise), null)
                    })),
                    "crl-distribution-points"));

    private ExtensionsTable() {}
}
