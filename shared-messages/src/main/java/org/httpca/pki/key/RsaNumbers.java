package org.httpca.pki.key;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** The two numbers of an RSA public key (RFC 8017, appendix A.1.1), as they stand there: either may be negative. */
public record RsaNumbers(BigInteger modulus, BigInteger exponent) {

    /** Null when the key is not the DER of an RSA public key. */
    public static @Nullable RsaNumbers of(SubjectPublicKeyInfo key) {
        return PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm())
                        && key.getPublicKeyData().getPadBits() == 0
                ? read(key.getPublicKeyData().getOctets())
                : null;
    }

    /** The library's own type takes negative numbers for positive ones. */
    private static @Nullable RsaNumbers read(byte[] octets) {
        try {
            ASN1Primitive read = ASN1Primitive.fromByteArray(octets);
            return read instanceof ASN1Sequence fields
                            && fields.size() == 2
                            && fields.getObjectAt(0) instanceof ASN1Integer modulus
                            && fields.getObjectAt(1) instanceof ASN1Integer exponent
                            && Arrays.equals(read.getEncoded(ASN1Encoding.DER), octets)
                    ? new RsaNumbers(modulus.getValue(), exponent.getValue())
                    : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
