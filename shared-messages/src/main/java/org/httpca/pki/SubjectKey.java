package org.httpca.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.httpca.pki.key.MlDsa;

/**
 * What kind of key a subject has.
 *
 * @param bits the size of the modulus (RSA), of the field, or of the public key (ML-DSA)
 * @param sha256 SHA-256 of the SubjectPublicKeyInfo's DER, lower-case hexadecimal
 */
public record SubjectKey(Algorithm algorithm, int bits, String sha256) {

    /** Algorithms of subject keys (RFC 3279, RFC 5480, RFC 8410, RFC 9881). */
    public enum Algorithm {
        RSA,
        EC_P256,
        EC_P384,
        EC_P521,
        ED25519,
        ML_DSA_44,
        ML_DSA_65,
        ML_DSA_87,
        OTHER;

        static Algorithm of(MlDsa set) {
            return switch (set) {
                case ML_DSA_44 -> ML_DSA_44;
                case ML_DSA_65 -> ML_DSA_65;
                case ML_DSA_87 -> ML_DSA_87;
            };
        }
    }

    /** Never throws for a key that it does not know or cannot read: that is {@link Algorithm#OTHER} with 0 bits. */
    public static SubjectKey of(SubjectPublicKeyInfo info) {
        String sha256 = Octets.of(encoded(info)).sha256().hex();
        ASN1ObjectIdentifier oid = info.getAlgorithm().getAlgorithm();
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return new SubjectKey(Algorithm.RSA, modulusBits(info), sha256);
        }
        if (oid.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return new SubjectKey(Algorithm.ED25519, 256, sha256);
        }
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            Object curve = info.getAlgorithm().getParameters();
            if (SECObjectIdentifiers.secp256r1.equals(curve)) {
                return new SubjectKey(Algorithm.EC_P256, 256, sha256);
            }
            if (SECObjectIdentifiers.secp384r1.equals(curve)) {
                return new SubjectKey(Algorithm.EC_P384, 384, sha256);
            }
            if (SECObjectIdentifiers.secp521r1.equals(curve)) {
                return new SubjectKey(Algorithm.EC_P521, 521, sha256);
            }
        }
        MlDsa set = MlDsa.of(oid);
        return set == null
                ? new SubjectKey(Algorithm.OTHER, 0, sha256)
                : new SubjectKey(Algorithm.of(set), set.publicKeyOctets() * Byte.SIZE, sha256);
    }

    /** For people: {@code RSA 2048}, {@code EC P-256}, {@code Ed25519}, {@code ML-DSA-65}. */
    public String label() {
        return switch (algorithm) {
            case RSA -> "RSA " + bits;
            case EC_P256 -> "EC P-256";
            case EC_P384 -> "EC P-384";
            case EC_P521 -> "EC P-521";
            case ED25519 -> "Ed25519";
            case ML_DSA_44 -> MlDsa.ML_DSA_44.label();
            case ML_DSA_65 -> MlDsa.ML_DSA_65.label();
            case ML_DSA_87 -> MlDsa.ML_DSA_87.label();
            case OTHER -> "other";
        };
    }

    private static int modulusBits(SubjectPublicKeyInfo info) {
        try {
            return RSAPublicKey.getInstance(info.parsePublicKey()).getModulus().bitLength();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static byte[] encoded(SubjectPublicKeyInfo info) {
        try {
            return info.getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
