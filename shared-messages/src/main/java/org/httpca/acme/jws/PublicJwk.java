package org.httpca.acme.jws;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import tools.jackson.databind.JsonNode;

/** A JWK (RFC 7517), reduced to what RFC 7638 makes a thumbprint of, and the same key as certificates have it. */
record PublicJwk(JWK jwk, SignatureAlgorithm algorithm, SubjectPublicKeyInfo info) {
    private static final int ED25519_OCTETS = 32;

    /** 8192 bits, and an exponent as long as anybody's. */
    private static final int MOST_OCTETS = 1024;

    static PublicJwk read(JsonNode jwk) {
        return switch (JsonText.requiredText(jwk, "kty")) {
            case "EC" -> ec(jwk);
            case "RSA" -> rsa(jwk);
            case "OKP" -> ed25519(jwk);
            default -> throw AccountKey.bad("The key's type must be EC, RSA or OKP.");
        };
    }

    private static PublicJwk ec(JsonNode jwk) {
        return switch (JsonText.requiredText(jwk, "crv")) {
            case "P-256" -> ec(jwk, Curve.P_256, SECObjectIdentifiers.secp256r1, 32, SignatureAlgorithm.ES256);
            case "P-384" -> ec(jwk, Curve.P_384, SECObjectIdentifiers.secp384r1, 48, SignatureAlgorithm.ES384);
            case "P-521" -> ec(jwk, Curve.P_521, SECObjectIdentifiers.secp521r1, 66, SignatureAlgorithm.ES512);
            default -> throw AccountKey.bad("The key's curve must be P-256, P-384 or P-521.");
        };
    }

    /** RFC 7518, section 6.2.1: coordinates have the full length, so that a key has one thumbprint. */
    private static PublicJwk ec(
            JsonNode jwk, Curve curve, ASN1ObjectIdentifier oid, int octets, SignatureAlgorithm algorithm) {
        byte[] x = member(jwk, "x", octets);
        byte[] y = member(jwk, "y", octets);
        byte[] point = new byte[1 + 2 * octets];
        point[0] = 4; // uncompressed: SEC 1, section 2.3.3
        System.arraycopy(x, 0, point, 1, octets);
        System.arraycopy(y, 0, point, 1 + octets, octets);
        try {
            return new PublicJwk(
                    new ECKey.Builder(curve, Base64URL.encode(x), Base64URL.encode(y)).build(),
                    algorithm,
                    new SubjectPublicKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, oid), point));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw AccountKey.bad("The key is no point of its curve.");
        }
    }

    private static PublicJwk rsa(JsonNode jwk) {
        BigInteger modulus = number(jwk, "n");
        BigInteger exponent = number(jwk, "e");
        try {
            return new PublicJwk(
                    new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(exponent)).build(),
                    SignatureAlgorithm.RS256,
                    new SubjectPublicKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                            new RSAPublicKey(modulus, exponent)));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw AccountKey.bad("The RSA key cannot be used.");
        }
    }

    private static PublicJwk ed25519(JsonNode jwk) {
        if (!JsonText.requiredText(jwk, "crv").equals("Ed25519")) {
            throw AccountKey.bad("The key's curve must be Ed25519.");
        }
        byte[] x = member(jwk, "x", ED25519_OCTETS);
        return new PublicJwk(
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build(),
                SignatureAlgorithm.EDDSA,
                new SubjectPublicKeyInfo(new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), x));
    }

    private static byte[] member(JsonNode jwk, String name, int octets) {
        byte[] value = JsonText.base64Url("'" + name + "'", JsonText.requiredText(jwk, name));
        if (value.length != octets) {
            throw AccountKey.bad("'" + name + "' must have " + octets + " octets.");
        }
        return value;
    }

    /** RFC 7518, section 2: the fewest octets. */
    private static BigInteger number(JsonNode jwk, String name) {
        byte[] value = JsonText.base64Url("'" + name + "'", JsonText.requiredText(jwk, name));
        if (value.length == 0 || value[0] == 0 || value.length > MOST_OCTETS) {
            throw AccountKey.bad("'" + name + "' is no number of up to 8192 bits without leading zeros.");
        }
        return new BigInteger(1, value);
    }
}
