package org.httpca.pki.crl;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.BERTags;
import org.httpca.pki.LongOctets;

/** Writes SEQUENCEs of any length in DER (X.690, sections 8.1.3 and 8.9), without a copy of what is in them. */
public final class DerSequence {
    private static final int LONG_FORM = 0x80;
    private static final int TAG = BERTags.SEQUENCE | BERTags.CONSTRUCTED;

    private DerSequence() {}

    /** The SEQUENCE of these values, of which each is DER. */
    public static LongOctets of(LongOctets... values) {
        LongOctets content = LongOctets.of(values);
        return LongOctets.of(LongOctets.of(header(content.length())), content);
    }

    /** The DER of a short value. */
    public static LongOctets value(ASN1Encodable value) {
        try {
            return LongOctets.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new UncheckedIOException("A value cannot be encoded", e);
        }
    }

    private static byte[] header(long length) {
        if (length < LONG_FORM) {
            return new byte[] {TAG, (byte) length};
        }
        int octets = (Long.SIZE - Long.numberOfLeadingZeros(length) + Byte.SIZE - 1) / Byte.SIZE;
        byte[] header = new byte[2 + octets];
        header[0] = TAG;
        header[1] = (byte) (LONG_FORM + octets);
        long rest = length;
        for (int i = header.length - 1; i > 1; i--) {
            header[i] = (byte) rest;
            rest >>>= Byte.SIZE;
        }
        return header;
    }
}
