package org.httpca.signer.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bouncycastle.jcajce.spec.EdDSAParameterSpec;
import org.bouncycastle.jcajce.spec.MLDSAParameterSpec;
import org.httpca.pki.Crypto;
import org.httpca.pki.Printable;
import org.httpca.pki.pkcs11.NewTokenKey;
import org.httpca.pki.pkcs11.Token;

/** The types of key that a new CA can have. */
public enum KeyType {
    P256("EC", new ECGenParameterSpec("secp256r1")),
    P384("EC", new ECGenParameterSpec("secp384r1")),
    RSA3072("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4)),
    ED25519("Ed25519", new EdDSAParameterSpec(EdDSAParameterSpec.Ed25519)),
    ML_DSA_44("ML-DSA", MLDSAParameterSpec.ml_dsa_44),
    ML_DSA_65("ML-DSA", MLDSAParameterSpec.ml_dsa_65),
    ML_DSA_87("ML-DSA", MLDSAParameterSpec.ml_dsa_87);

    private final String algorithm;
    private final AlgorithmParameterSpec parameters;

    KeyType(String algorithm, AlgorithmParameterSpec parameters) {
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    /**
     * By the name that {@link #label} gives, in any case.
     *
     * @throws IllegalArgumentException with a sentence that says which there are
     */
    public static KeyType of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + Printable.text(label, 40)
                        + "' is no type of key; there are "
                        + Arrays.stream(values()).map(KeyType::label).collect(Collectors.joining(", "))));
    }

    /** As the setup takes it: {@code p256}, {@code ml-dsa-65}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Not Ed25519 and ML-DSA, which the platform's way to tokens does not know. */
    public boolean canBeInToken() {
        return algorithm.equals("EC") || algorithm.equals("RSA");
    }

    /**
     * A key that the token makes and keeps.
     *
     * @throws IllegalArgumentException if {@link #canBeInToken} says no
     */
    public NewTokenKey generate(Token token, String label) {
        if (!canBeInToken()) {
            throw new IllegalArgumentException("a token's key is p256, p384 or rsa3072");
        }
        return token.generate(label, algorithm, parameters);
    }

    public KeyPair generate(SecureRandom random) {
        try {
            // the platform finds RSA's primes several times faster
            KeyPairGenerator generator = this == RSA3072
                    ? KeyPairGenerator.getInstance(algorithm)
                    : KeyPairGenerator.getInstance(algorithm, Crypto.BOUNCY_CASTLE);
            generator.initialize(parameters, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a key of type " + this, e);
        }
    }
}
