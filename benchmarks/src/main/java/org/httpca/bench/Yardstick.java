package org.httpca.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Locale;
import org.httpca.pki.Crypto;

/**
 * How fast this machine is at this time, in a unit that a rate can be divided by: the speed of a virtual machine is its host's
 * affair, and changes within the hour. The work is plain Java, on one core: verifying P-256 by Bouncy Castle.
 */
final class Yardstick {
    private static final long SECOND = 1_000_000_000L;

    private Yardstick() {}

    /** Takes two seconds: one for the compiler, one that counts. */
    static String measure(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            Signature signer = Signature.getInstance("SHA256withECDSA", Crypto.BOUNCY_CASTLE);
            signer.initSign(pair.getPrivate(), random);
            byte[] words = new byte[300];
            signer.update(words);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance("SHA256withECDSA", Crypto.BOUNCY_CASTLE);
            verifier.initVerify(pair.getPublic());
            perSecond(verifier, words, signature);
            return String.format(
                    Locale.ROOT,
                    "%,.0f P-256 signatures verified a second by Bouncy Castle on one core",
                    perSecond(verifier, words, signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The yardstick could not be laid on", e);
        }
    }

    private static double perSecond(Signature verifier, byte[] words, byte[] signature)
            throws GeneralSecurityException {
        long start = System.nanoTime();
        int verified = 0;
        while (System.nanoTime() - start < SECOND) {
            verifier.update(words);
            if (!verifier.verify(signature)) {
                throw new GeneralSecurityException("a good signature was refused");
            }
            verified++;
        }
        return verified / ((System.nanoTime() - start) / (double) SECOND);
    }
}
