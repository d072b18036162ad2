package org.httpca.signer.key;

import java.security.Provider;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.httpca.pki.Crypto;
import org.httpca.pki.key.MlDsa;

/**
 * How an issuer signs, by the type of its key. ECDSA by Bouncy Castle is deterministic (RFC 6979), by AWS-LC it is another
 * signature each time; all other schemes give the same one for the same octets, ML-DSA too: no random numbers are given to it,
 * which is the deterministic variant (FIPS 204, section 3.4).
 */
public enum SignatureScheme {
    /** ECDSA on P-256 (RFC 5758, section 3.2). */
    ECDSA_P256_SHA256("EC", ecdsa("SHA256"), new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)),
    /** ECDSA on P-384, with the hash of the curve's strength. */
    ECDSA_P384_SHA384("EC", ecdsa("SHA384"), new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384)),
    /** RSASSA-PKCS1-v1_5; RFC 4055, section 5, wants the NULL parameters. */
    RSA_SHA256(
            "RSA",
            "SHA256withRSA",
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE)),
    /** Ed25519 (RFC 8410). */
    ED25519("Ed25519", "Ed25519", new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519)),
    /** Pure ML-DSA (RFC 9881, section 3). */
    ML_DSA_44(MlDsa.ML_DSA_44),
    ML_DSA_65(MlDsa.ML_DSA_65),
    ML_DSA_87(MlDsa.ML_DSA_87);

    private final String keyAlgorithm;
    private final String signatureName;
    private final AlgorithmIdentifier identifier;

    SignatureScheme(String keyAlgorithm, String signatureName, AlgorithmIdentifier identifier) {
        this.keyAlgorithm = keyAlgorithm;
        this.signatureName = signatureName;
        this.identifier = identifier;
    }

    SignatureScheme(MlDsa set) {
        this(set.label(), set.label(), new AlgorithmIdentifier(set.id()));
    }

    private static String ecdsa(String hash) {
        return hash + (Crypto.ecdsa() == Crypto.BOUNCY_CASTLE ? "withECDDSA" : "withECDSA");
    }

    /** Who signs. */
    public Provider provider() {
        return keyAlgorithm.equals("EC") ? Crypto.ecdsa() : Crypto.BOUNCY_CASTLE;
    }

    /** The provider's name of the key's algorithm. */
    public String keyAlgorithm() {
        return keyAlgorithm;
    }

    /** The provider's name of the signature. */
    public String signatureName() {
        return signatureName;
    }

    /**
     * The name of the same signature by a token, whose ECDSA takes its own random numbers.
     *
     * @throws IllegalArgumentException for Ed25519 and ML-DSA, which the platform's way to tokens does not know
     */
    public String signatureNameInToken() {
        return switch (this) {
            case ECDSA_P256_SHA256 -> "SHA256withECDSA";
            case ECDSA_P384_SHA384 -> "SHA384withECDSA";
            case RSA_SHA256 -> signatureName;
            case ED25519, ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
                throw new IllegalArgumentException("An " + keyAlgorithm + " key cannot be in a token");
        };
    }

    public AlgorithmIdentifier identifier() {
        return identifier;
    }

    /** Is the key one that only Bouncy Castle reads, on every version of Java that runs this? */
    public boolean isMlDsa() {
        return MlDsa.of(identifier.getAlgorithm()) != null;
    }

    /** The scheme for an issuer's public key; a key of another type cannot be an issuer's. */
    public static SignatureScheme of(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return RSA_SHA256;
        }
        if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return ED25519;
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            Object curve = key.getAlgorithm().getParameters();
            if (SECObjectIdentifiers.secp256r1.equals(curve)) {
                return ECDSA_P256_SHA256;
            }
            if (SECObjectIdentifiers.secp384r1.equals(curve)) {
                return ECDSA_P384_SHA384;
            }
        }
        MlDsa set = MlDsa.of(algorithm);
        if (set != null) {
            return switch (set) {
                case ML_DSA_44 -> ML_DSA_44;
                case ML_DSA_65 -> ML_DSA_65;
                case ML_DSA_87 -> ML_DSA_87;
            };
        }
        throw new IllegalArgumentException(
                "An issuer's key is EC P-256, EC P-384, RSA, Ed25519 or ML-DSA; this one is of another type: "
                        + algorithm.getId());
    }
}
