package org.httpca.signer.key;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.httpca.pki.Crypto;
import org.httpca.pki.pkcs11.NewTokenKey;
import org.httpca.pki.pkcs11.Token;
import org.jspecify.annotations.Nullable;

/** The types of key that a new CA can have. */
public enum KeyType {
    P256("EC", new ECGenParameterSpec("secp256r1")),
    P384("EC", new ECGenParameterSpec("secp384r1")),
    RSA3072("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4)),
    ED25519("Ed25519", null);

    private final String algorithm;
    private final @Nullable AlgorithmParameterSpec parameters;

    KeyType(String algorithm, @Nullable AlgorithmParameterSpec parameters) {
        this.algorithm = algorithm;
        this.parameters = parameters;
    }

    /**
     * A key that the token makes and keeps.
     *
     * @throws IllegalArgumentException for Ed25519, which the platform's way to tokens does not know
     */
    public NewTokenKey generate(Token token, String label) {
        if (parameters == null) {
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
            if (parameters == null) {
                generator.initialize(255, random);
            } else {
                generator.initialize(parameters, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a key of type " + this, e);
        }
    }
}
