package org.httpca.lint;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.Crypto;
import org.httpca.pki.key.MlDsa;

/** Public keys of every kind that is allowed, and some that are not. */
final class Keys {
    static final SubjectPublicKeyInfo RSA_2048 = rsa(2048);
    static final SubjectPublicKeyInfo RSA_1024 = rsa(1024);
    static final SubjectPublicKeyInfo P256 = ec("secp256r1");
    static final SubjectPublicKeyInfo P384 = ec("secp384r1");
    static final SubjectPublicKeyInfo P521 = ec("secp521r1");
    static final SubjectPublicKeyInfo ED25519 = generated("Ed25519");
    static final SubjectPublicKeyInfo ED448 = generated("Ed448");
    static final SubjectPublicKeyInfo ML_DSA_44 = mlDsa(MlDsa.ML_DSA_44);
    static final SubjectPublicKeyInfo ML_DSA_65 = mlDsa(MlDsa.ML_DSA_65);
    static final SubjectPublicKeyInfo ML_DSA_87 = mlDsa(MlDsa.ML_DSA_87);

    private Keys() {}

    private static SubjectPublicKeyInfo rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return of(generator);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SubjectPublicKeyInfo ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return of(generator);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SubjectPublicKeyInfo generated(String algorithm) {
        try {
            return of(KeyPairGenerator.getInstance(algorithm));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SubjectPublicKeyInfo mlDsa(MlDsa set) {
        try {
            return of(KeyPairGenerator.getInstance(set.label(), Crypto.BOUNCY_CASTLE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SubjectPublicKeyInfo of(KeyPairGenerator generator) {
        return SubjectPublicKeyInfo.getInstance(
                generator.generateKeyPair().getPublic().getEncoded());
    }
}
