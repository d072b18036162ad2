package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.lint.subject.Der;
import org.jspecify.annotations.Nullable;

/** The two numbers of an RSA public key (RFC 8017, appendix A.1.1). */
public final class RsaNumbers {
    private RsaNumbers() {}

    /** Modulus and exponent; null when the key is not the DER of an RSA public key. */
    public static BigInteger @Nullable [] of(SubjectPublicKeyInfo key) {
        return PKCSObjectIdentifiers.rsaEncryption.equals(key.getAlgorithm().getAlgorithm())
                        && key.getPublicKeyData().getPadBits() == 0
                ? read(key.getPublicKeyData().getOctets())
                : null;
    }

    /** The library's own type takes negative numbers for positive ones. */
    private static BigInteger @Nullable [] read(byte[] octets) {
        return Der.strictly(octets) instanceof ASN1Sequence fields
                        && fields.size() == 2
                        && fields.getObjectAt(0) instanceof ASN1Integer modulus
                        && fields.getObjectAt(1) instanceof ASN1Integer exponent
                ? new BigInteger[] {modulus.getValue(), exponent.getValue()}
                : null;
    }
}
