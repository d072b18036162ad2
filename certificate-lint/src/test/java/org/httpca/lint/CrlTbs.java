package org.httpca.lint;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.jspecify.annotations.Nullable;

/** Makes a good TBSCertList, field by field, each of which a test can break. */
final class CrlTbs {
    @Nullable
    ASN1Encodable version = new ASN1Integer(1);

    AlgorithmIdentifier signature = Tbs.signature(Keys.P256);
    X500Name issuer = Tbs.ISSUING;
    ASN1Encodable thisUpdate = new DERUTCTime("260101000000Z");

    @Nullable
    ASN1Encodable nextUpdate = new DERUTCTime("260108000000Z");

    @Nullable
    List<ASN1Encodable> entries = new ArrayList<>();

    /** The algorithm outside of what is signed, where it is not the one inside. */
    @Nullable
    AlgorithmIdentifier outer;

    /** The signature, where it is not one of good form. */
    @Nullable
    ASN1Encodable value;

    final List<ASN1Encodable> extensions = new ArrayList<>();

    static CrlTbs good() {
        return new CrlTbs()
                .entry(0x1234, 1)
                .entry(0x1235, 4)
                .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(Tbs.ISSUING_KEY))
                .with(Extension.cRLNumber, false, new ASN1Integer(17))
                .with(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, true, false, null, false, false));
    }

    CrlTbs entry(long serial, int reason) {
        return entry(serial, "251231235959Z", Tbs.extension(Extension.reasonCode, false, new ASN1Enumerated(reason)));
    }

    CrlTbs entry(long serial, String date, ASN1Encodable... entryExtensions) {
        List<ASN1Encodable> list = entries == null ? new ArrayList<>() : entries;
        list.add(new DERSequence(
                new ASN1Encodable[] {new ASN1Integer(serial), new DERUTCTime(date), new DERSequence(entryExtensions)}));
        entries = list;
        return this;
    }

    CrlTbs with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        without(id);
        extensions.add(Tbs.extension(id, critical, value));
        return this;
    }

    CrlTbs without(ASN1ObjectIdentifier id) {
        extensions.removeIf(
                extension -> ((DERSequence) extension).getObjectAt(0).equals(id));
        return this;
    }

    DERSequence sequence() {
        ASN1EncodableVector fields = new ASN1EncodableVector();
        if (version != null) {
            fields.add(version);
        }
        fields.add(signature);
        fields.add(issuer);
        fields.add(thisUpdate);
        if (nextUpdate != null) {
            fields.add(nextUpdate);
        }
        if (entries != null) {
            fields.add(new DERSequence(entries.toArray(new ASN1Encodable[0])));
        }
        fields.add(new DERTaggedObject(true, 0, new DERSequence(extensions.toArray(new ASN1Encodable[0]))));
        return new DERSequence(fields);
    }

    byte[] der() {
        return Tbs.der(sequence());
    }

    /** The DER of the CRL, with a signature that has the right form and was made by nobody. */
    byte[] crl() {
        return Tbs.der(new DERSequence(new ASN1Encodable[] {
            sequence(), outer == null ? signature : outer, value == null ? Tbs.form(signature) : value
        }));
    }

    X509CRLHolder holder() {
        try {
            return new X509CRLHolder(crl());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
