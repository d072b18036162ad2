package org.httpca.pki.crl;

import java.io.IOException;
import org.bouncycastle.asn1.BERTags;
import org.httpca.pki.LongOctets;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a TBSCertList (RFC 5280, section 5.1), each as its DER, or what there is in its place: what is in them was not looked at.
 *
 * @param version null where it is left out
 * @param nextUpdate null where it is left out
 * @param entries the content of revokedCertificates, one value for each; null where it is left out
 * @param extensions of the CRL, with their tag [0]; null where they are left out
 */
public record CrlFields(
        byte @Nullable [] version,
        byte[] signature,
        byte[] issuer,
        byte[] thisUpdate,
        byte @Nullable [] nextUpdate,
        @Nullable LongOctets entries,
        byte @Nullable [] extensions) {
    /** Of one field. */
    private static final int MOST = 64 * 1024;

    private static final int EXTENSIONS = BERTags.CONTEXT_SPECIFIC | BERTags.CONSTRUCTED;

    /**
     * @param toBeSigned the DER of a TBSCertList
     * @throws IOException if it is none
     */
    public static CrlFields of(LongOctets toBeSigned) throws IOException {
        DerReader in = DerReader.inSequence(toBeSigned);
        CrlFields fields = new CrlFields(
                in.tag() == BERTags.INTEGER ? in.next(MOST) : null,
                in.next(MOST),
                in.next(MOST),
                in.next(MOST),
                in.tag() == BERTags.UTC_TIME || in.tag() == BERTags.GENERALIZED_TIME ? in.next(MOST) : null,
                in.tag() == DerReader.SEQUENCE ? in.skip().content() : null,
                in.tag() == EXTENSIONS ? in.next(MOST) : null);
        in.end();
        return fields;
    }
}
