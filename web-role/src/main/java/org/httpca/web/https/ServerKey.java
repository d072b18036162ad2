package org.httpca.web.https;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** The keys of this server: EC P-256, each for one certificate. */
final class ServerKey {
    private static final String LABEL = "PRIVATE KEY"; // RFC 5958, RFC 7468, section 10

    private ServerKey() {}

    static KeyPair create(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("Every Java platform has P-256.", e);
        }
    }

    static String pem(PrivateKey key) {
        return Pem.encode(LABEL, key.getEncoded());
    }

    /** The first key in the text; null if there is none that can be read. */
    static @Nullable PrivateKey read(String pem) {
        if (!(Pem.decodeOne(pem, LABEL) instanceof Result.Passed<byte[]> der)) {
            return null;
        }
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der.value()));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    /** Do the two belong together? */
    static boolean isPair(PrivateKey key, PublicKey publicKey) {
        byte[] probe = {1};
        try {
            Signature signing = Signature.getInstance("SHA256withECDSA", Crypto.BOUNCY_CASTLE);
            signing.initSign(key);
            signing.update(probe);
            Signature verifying = Signature.getInstance("SHA256withECDSA", Crypto.BOUNCY_CASTLE);
            verifying.initVerify(publicKey);
            verifying.update(probe);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
