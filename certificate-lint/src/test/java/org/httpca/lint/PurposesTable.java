package org.httpca.lint;

import static org.httpca.lint.BrokenCertificate.endEntity;
import static org.httpca.lint.BrokenCertificate.issuing;
import static org.httpca.lint.BrokenCertificate.root;

import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Purposes, lifetimes, and what roots have. */
final class PurposesTable {
    static final List<BrokenCertificate> ROWS = List.of(
            endEntity(
                    "a server that only agrees to what it signs",
                    tbs -> tbs.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation)),
                    "key-usage-of-purpose"),
            endEntity(
                    "time stamps and more",
                    tbs -> tbs.with(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_clientAuth
                    })),
                    "time-stamping-purpose"),
            endEntity(
                    "time stamps, not critical",
                    tbs -> tbs.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_timeStamping
                    })),
                    "time-stamping-purpose"),
            issuing(
                    "a CA for any purpose and another",
                    tbs -> tbs.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.anyExtendedKeyUsage, KeyPurposeId.id_kp_serverAuth
                    })),
                    "extended-key-usage"),
            endEntity(
                    "an OCSP responder that is to be checked itself",
                    tbs -> tbs.without(Extension.subjectAlternativeName)
                            .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                                KeyPurposeId.id_kp_OCSPSigning
                            })),
                    "ocsp-responder"),
            endEntity(
                    "a server that is not to be checked",
                    tbs -> tbs.with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE),
                    "ocsp-responder"),
            endEntity(
                            "a Netscape comment",
                            tbs -> tbs.with(
                                    new ASN1ObjectIdentifier("2.16.840.1.113730.1.13"),
                                    false,
                                    new DERIA5String("made by hand")),
                            "extensions-obsolete")
                    .remarkedOnBy(Severity.NOTICE),
            root(
                    "a root for servers",
                    tbs -> tbs.with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth
                    })),
                    "root-extensions"),
            root(
                            "a root that points at itself",
                            tbs -> tbs.with(
                                    Extension.authorityInfoAccess, false, Tbs.access("http://ca.example/root.crt")),
                            "root-extensions")
                    .remarkedOnBy(Severity.NOTICE),
            endEntity("a server for 398 days and a second", tbs -> tbs.ending("270203000000Z"), "lifetime")
                    .remarkedOnBy(Severity.NOTICE),
            endEntity("a server for 825 days and a second", tbs -> tbs.ending("280405000000Z"), "lifetime")
                    .remarkedOnBy(Severity.WARNING),
            root("a root for 40 years", tbs -> tbs.notAfter = new DERGeneralizedTime("20660101000000Z"), "lifetime")
                    .remarkedOnBy(Severity.WARNING));

    private PurposesTable() {}
}
