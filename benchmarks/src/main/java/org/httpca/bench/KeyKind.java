package org.httpca.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.httpca.pki.Crypto;

/** The keys that subscribers have. */
enum KeyKind {
    P256("EC", "SHA256withECDSA") {
        @Override
        void size(KeyPairGenerator generator, SecureRandom random) throws GeneralSecurityException {
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        }
    },
    RSA2048("RSA", "SHA256withRSA") {
        @Override
        void size(KeyPairGenerator generator, SecureRandom random) throws GeneralSecurityException {
            generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), random);
        }
    };

    private final String algorithm;
    private final String signature;

    KeyKind(String algorithm, String signature) {
        this.algorithm = algorithm;
        this.signature = signature;
    }

    KeyPairGenerator generator(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, Crypto.BOUNCY_CASTLE);
        size(generator, random);
        return generator;
    }

    /** The JCA name of the algorithm that signs a request with such a key. */
    String signature() {
        return signature;
    }

    abstract void size(KeyPairGenerator generator, SecureRandom random) throws GeneralSecurityException;
}
