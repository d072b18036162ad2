package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.jspecify.annotations.Nullable;

/** The shape of an EC public key (RFC 5480, sections 2.1.1 and 2.2). */
final class EcKeys {
    private static final byte UNCOMPRESSED = 4;

    private static final Map<ASN1ObjectIdentifier, ECCurve> CURVES = Map.of(
            SECObjectIdentifiers.secp256r1,
                    CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1).getCurve(),
            SECObjectIdentifiers.secp384r1,
                    CustomNamedCurves.getByOID(SECObjectIdentifiers.secp384r1).getCurve(),
            SECObjectIdentifiers.secp521r1,
                    CustomNamedCurves.getByOID(SECObjectIdentifiers.secp521r1).getCurve());

    private EcKeys() {}

    static void check(@Nullable ASN1Encodable parameters, byte[] point, Findings out) {
        ECCurve curve = parameters != null && parameters.toASN1Primitive() instanceof ASN1ObjectIdentifier name
                ? CURVES.get(name)
                : null;
        if (curve == null) {
            out.error("is EC, and not on P-256, P-384 or P-521 by their names");
        } else if (!onCurve(curve, point)) {
            out.error("is EC, and not a point on its curve");
        } else if (point[0] != UNCOMPRESSED) {
            out.recommended("is EC, and its point is compressed, which not everyone can read");
        }
    }

    /** The order of the curve's base point; null when the key is not EC on one of the curves. */
    static @Nullable BigInteger order(SubjectPublicKeyInfo key) {
        ASN1Encodable parameters = key.getAlgorithm().getParameters();
        ECCurve curve = parameters instanceof ASN1ObjectIdentifier name ? CURVES.get(name) : null;
        return curve == null ? null : curve.getOrder();
    }

    private static boolean onCurve(ECCurve curve, byte[] point) {
        // 6 and 7 are the hybrid forms of X9.62, which RFC 5480 does not have.
        if (point.length == 0 || point[0] > UNCOMPRESSED) {
            return false;
        }
        try {
            return !curve.decodePoint(point).isInfinity();
        } catch (RuntimeException e) {
            return false;
        }
    }
}
