package org.httpca.lint;

import static org.httpca.lint.BrokenCrl.crl;
import static org.httpca.lint.BrokenCrl.issuer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** CRLs. */
final class CrlTable {
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1");

    static final List<BrokenCrl> ROWS = List.of(
            crl("version 1", crl -> crl.version = null, "crl-version"),
            crl("version 3", crl -> crl.version = new ASN1Integer(2), "crl-version"),
            crl(
                    "SHA-1",
                    crl -> crl.signature = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA1),
                    "crl-signature-algorithm"),
            crl(
                    "ECDSA with NULL",
                    crl -> crl.signature =
                            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256, DERNull.INSTANCE),
                    "crl-signature-algorithm"),
            crl("another issuer", crl -> crl.issuer = Tbs.ROOT, "crl-issuer-name"),
            crl("no issuer", crl -> crl.issuer = new X500Name(""), "crl-issuer-name"),
            issuer(
                    "the issuer may not sign CRLs",
                    tbs -> tbs.with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)),
                    "crl-issuer-authority"),
            crl(
                    "thisUpdate as GeneralizedTime",
                    crl -> crl.thisUpdate = new DERGeneralizedTime("20260101000000Z"),
                    "crl-time-encoding"),
            crl(
                    "nextUpdate without seconds",
                    crl -> crl.nextUpdate = new DERUTCTime("2601080000Z"),
                    "crl-time-encoding"),
            crl(
                    "an entry with an offset",
                    crl -> crl.entry(
                            77, "251231235959+0100", Tbs.extension(Extension.reasonCode, false, new ASN1Enumerated(1))),
                    "crl-time-encoding"),
            crl("no nextUpdate", crl -> crl.nextUpdate = null, "crl-time-order"),
            crl(
                    "nextUpdate before thisUpdate",
                    crl -> crl.nextUpdate = new DERUTCTime("251231000000Z"),
                    "crl-time-order"),
            crl("an extension twice", crl -> crl.extensions.add(crl.extensions.get(0)), "crl-extensions-unique"),
            crl(
                    "an extension twice in an entry",
                    crl -> crl.entry(77, "251231235959Z", reason(1), reason(1)),
                    "crl-extensions-unique"),
            crl(
                    "an unknown critical extension",
                    crl -> crl.with(UNKNOWN, true, DERNull.INSTANCE),
                    "crl-extensions-known"),
            crl(
                    "an unknown critical extension in an entry",
                    crl -> crl.entry(77, "251231235959Z", Tbs.extension(UNKNOWN, true, DERNull.INSTANCE)),
                    "crl-extensions-known"),
            crl(
                    "a number that is a NULL",
                    crl -> crl.with(Extension.cRLNumber, false, DERNull.INSTANCE),
                    "crl-extensions-encoding"),
            crl(
                    "no extensions in an entry, written out",
                    crl -> crl.entry(77, "251231235959Z"),
                    "crl-extensions-encoding"),
            crl("no number", crl -> crl.without(Extension.cRLNumber), "crl-number"),
            crl("a critical number", crl -> crl.with(Extension.cRLNumber, true, new ASN1Integer(1)), "crl-number"),
            crl(
                    "a number of 21 octets",
                    crl -> crl.with(Extension.cRLNumber, false, new ASN1Integer(BigInteger.ONE.shiftLeft(159))),
                    "crl-number"),
            crl("a negative number", crl -> crl.with(Extension.cRLNumber, false, new ASN1Integer(-1)), "crl-number"),
            crl(
                    "no authorityKeyIdentifier",
                    crl -> crl.without(Extension.authorityKeyIdentifier),
                    "crl-authority-key-identifier"),
            crl(
                    "another issuer's key",
                    crl -> crl.with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(Tbs.ROOT_KEY)),
                    "crl-authority-key-identifier"),
            crl(
                    "a critical authorityKeyIdentifier",
                    crl -> crl.with(
                            Extension.authorityKeyIdentifier, true, new AuthorityKeyIdentifier(Tbs.ISSUING_KEY)),
                    "crl-authority-key-identifier"),
            crl(
                    "issuingDistributionPoint is not critical",
                    crl -> crl.with(
                            Extension.issuingDistributionPoint,
                            false,
                            new IssuingDistributionPoint(null, true, false, null, false, false)),
                    "crl-issuing-distribution-point"),
            crl(
                    "deltaCRLIndicator is not critical",
                    crl -> crl.with(Extension.deltaCRLIndicator, false, new ASN1Integer(1)),
                    "crl-delta-indicator"),
            crl(
                    "a delta that builds on itself",
                    crl -> crl.with(Extension.deltaCRLIndicator, true, new ASN1Integer(17)),
                    "crl-delta-indicator"),
            crl(
                    "a delta that points to another",
                    crl -> crl.with(Extension.deltaCRLIndicator, true, new ASN1Integer(16))
                            .with(Extension.freshestCRL, false, Tbs.distribution("http://ca.example/d")),
                    "crl-delta-indicator"),
            crl(
                    "freshestCRL is critical",
                    crl -> crl.with(Extension.freshestCRL, true, Tbs.distribution("http://ca.example/d")),
                    "crl-freshest"),
            crl(
                    "deltas by ldap",
                    crl -> crl.with(Extension.freshestCRL, false, Tbs.distribution("ldap://ca.example/d")),
                    "crl-freshest"),
            crl(
                    "deltas of some reasons",
                    crl -> crl.with(Extension.freshestCRL, false, new CRLDistPoint(new DistributionPoint[] {
                        new DistributionPoint(
                                Tbs.place("http://ca.example/d"), new ReasonFlags(ReasonFlags.keyCompromise), null)
                    })),
                    "crl-freshest"),
            crl(
                    "a distribution point by ldap",
                    crl -> crl.with(
                            Extension.issuingDistributionPoint,
                            true,
                            new IssuingDistributionPoint(
                                    Tbs.place("ldap://ca.example/crl"), true, false, null, false, false)),
                    "crl-issuing-distribution-point"),
            crl(
                            "revoked after the CRL was made",
                            crl -> crl.entry(77, "260101000001Z", reason(1)),
                            "crl-revocation-dates")
                    .remarkedOnBy(Severity.WARNING),
            crl(
                    "an invalidity date to half a second",
                    crl -> crl.entry(
                            77,
                            "251231235959Z",
                            Tbs.extension(
                                    Extension.invalidityDate, false, new DERGeneralizedTime("20250101000000.5Z"))),
                    "crl-invalidity-dates"),
            crl(
                    "the issuer of an entry where all are by one",
                    crl -> crl.entry(
                            77,
                            "251231235959Z",
                            Tbs.extension(Extension.certificateIssuer, true, Tbs.names(new GeneralName(Tbs.ROOT)))),
                    "crl-certificate-issuers"),
            crl("good for two years", crl -> crl.nextUpdate = new DERUTCTime("280101000000Z"), "crl-lifetime")
                    .remarkedOnBy(Severity.WARNING),
            crl(
                    "an empty issuingDistributionPoint",
                    crl -> crl.with(Extension.issuingDistributionPoint, true, new DERSequence()),
                    "crl-issuing-distribution-point"),
            crl(
                    "only for users and only for CAs",
                    crl -> crl.with(Extension.issuingDistributionPoint, true, new DERSequence(new ASN1Encodable[] {
                        new DERTaggedObject(false, 1, ASN1Boolean.TRUE), new DERTaggedObject(false, 2, ASN1Boolean.TRUE)
                    })),
                    "crl-issuing-distribution-point"),
            crl("an empty list", crl -> crl.entries = new ArrayList<>(), "crl-entries-not-empty"),
            crl("a serial twice", crl -> crl.entry(0x1234, 1), "crl-serials-unique"),
            crl("serial 0", crl -> crl.entry(0, 1), "crl-serials-unique"),
            crl("unspecified", crl -> crl.entry(77, 0), "crl-reasons"),
            crl("reason 7", crl -> crl.entry(77, 7), "crl-reasons"),
            crl("reason 11", crl -> crl.entry(77, 11), "crl-reasons"),
            crl("removeFromCRL without a delta", crl -> crl.entry(77, 8), "crl-reasons"),
            crl(
                    "a critical reason",
                    crl -> crl.entry(
                            77, "251231235959Z", Tbs.extension(Extension.reasonCode, true, new ASN1Enumerated(1))),
                    "crl-reasons"));

    private CrlTable() {}

    private static ASN1Encodable reason(int code) {
        return Tbs.extension(Extension.reasonCode, false, new ASN1Enumerated(code));
    }
}
