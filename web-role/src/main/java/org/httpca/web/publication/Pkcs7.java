package org.httpca.web.publication;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;
import org.httpca.pki.Octets;

/**
 * Certificates in the SignedData of CMS that nobody signed (RFC 5652, section 5.1: "certs-only"), in the version that readers of
 * PKCS #7 1.5 (RFC 2315) know as well.
 */
final class Pkcs7 {
    private Pkcs7() {}

    /** DER. The certificates are a SET and come in its order, whatever that of the list: their names tell who is above whom. */
    static byte[] of(List<Octets> certificates) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        certificates.forEach(der -> all.add(Certificate.getInstance(der.toArray())));
        SignedData nobodySigned = new SignedData(
                new DERSet(), new ContentInfo(CMSObjectIdentifiers.data, null), new DERSet(all), null, new DERSet());
        try {
            return new ContentInfo(CMSObjectIdentifiers.signedData, nobodySigned).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("A certificate of the database cannot be written again.", e);
        }
    }
}
