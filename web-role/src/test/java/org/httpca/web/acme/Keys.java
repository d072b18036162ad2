package org.httpca.web.acme;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.Crypto;

/** Keys of accounts as clients make them, and what they sign. */
record Keys(KeyPair pair, String algorithm, String jwk) {
    private static final Map<String, String> ALGORITHMS = Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512");

    static Keys ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec(curve));
            KeyPair pair = generator.generateKeyPair();
            String algorithm = Objects.requireNonNull(ALGORITHMS.get(curve));
            return new Keys(
                    pair,
                    algorithm,
                    new ECKey.Builder(Curve.parse(curve), (ECPublicKey) pair.getPublic())
                            .build()
                            .toJSONString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key on P-256 that was made for something else. */
    static Keys of(KeyPair pair) {
        return new Keys(
                pair,
                "ES256",
                new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                        .build()
                        .toJSONString());
    }

    static Keys rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", Crypto.BOUNCY_CASTLE);
            generator.initialize(bits);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            return new Keys(pair, "RS256", rsaJwk(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String rsaJwk(BigInteger modulus, BigInteger exponent) {
        return "{\"kty\":\"RSA\",\"n\":\"" + Base64URL.encode(modulus) + "\",\"e\":\"" + Base64URL.encode(exponent)
                + "\"}";
    }

    static Keys ed25519() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519", Crypto.BOUNCY_CASTLE)
                    .generateKeyPair();
            byte[] octets = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded())
                    .getPublicKeyData()
                    .getOctets();
            return new Keys(
                    pair,
                    "EdDSA",
                    new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(octets))
                            .build()
                            .toJSONString());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Base64url. */
    String sign(String input) {
        try {
            String name = switch (algorithm) {
                case "ES256" -> "SHA256withPLAIN-ECDSA";
                case "ES384" -> "SHA384withPLAIN-ECDSA";
                case "ES512" -> "SHA512withPLAIN-ECDSA";
                case "RS256" -> "SHA256withRSA";
                default -> "Ed25519";
            };
            Signature signature = Signature.getInstance(name, Crypto.BOUNCY_CASTLE);
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return Base64URL.encode(signature.sign()).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
