package org.httpca.pki.key;

import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.jspecify.annotations.Nullable;

/** EC public keys on P-256, P-384 and P-521 (RFC 5480, sections 2.1.1 and 2.2). Their curves have the cofactor 1. */
public final class EcPoints {
    private static final byte UNCOMPRESSED = 4;

    private static final Map<ASN1ObjectIdentifier, ECCurve> CURVES = Map.of(
            SECObjectIdentifiers.secp256r1,
                    CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1).getCurve(),
            SECObjectIdentifiers.secp384r1,
                    CustomNamedCurves.getByOID(SECObjectIdentifiers.secp384r1).getCurve(),
            SECObjectIdentifiers.secp521r1,
                    CustomNamedCurves.getByOID(SECObjectIdentifiers.secp521r1).getCurve());

    private EcPoints() {}

    /** Do the parameters name one of the three curves? */
    public static boolean isKnownCurve(@Nullable ASN1Encodable parameters) {
        return curve(parameters) != null;
    }

    /** A point of the curve that the parameters name, compressed or not, and not that at infinity. */
    public static boolean isPoint(@Nullable ASN1Encodable parameters, byte[] octets) {
        ECCurve curve = curve(parameters);
        // 6 and 7 are the hybrid forms of X9.62, which RFC 5480 does not have.
        if (curve == null || octets.length == 0 || octets[0] > UNCOMPRESSED) {
            return false;
        }
        try {
            return !curve.decodePoint(octets).isInfinity();
        } catch (RuntimeException e) {
            return false;
        }
    }

    public static boolean isUncompressed(byte[] point) {
        return point.length > 0 && point[0] == UNCOMPRESSED;
    }

    /** The order of the curve's base point; null when the key is not EC on one of the curves. */
    public static @Nullable BigInteger order(SubjectPublicKeyInfo key) {
        ECCurve curve = curve(key.getAlgorithm().getParameters());
        return curve == null ? null : curve.getOrder();
    }

    private static @Nullable ECCurve curve(@Nullable ASN1Encodable parameters) {
        return parameters != null && parameters.toASN1Primitive() instanceof ASN1ObjectIdentifier name
                ? CURVES.get(name)
                : null;
    }
}
