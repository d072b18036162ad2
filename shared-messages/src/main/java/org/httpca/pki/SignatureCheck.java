package org.httpca.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

/**
 * Verifies signatures, each of them once. The content verifiers of Bouncy Castle do it twice (over the digest again, for the
 * sake of sessions of PKCS#11 tokens), and verifying is the dearest step on a request's way.
 */
public final class SignatureCheck {

    private static final DefaultSignatureNameFinder NAMES = new DefaultSignatureNameFinder();

    private SignatureCheck() {}

    /**
     * The key to verify with. Whoever verifies often with the same key keeps the object: it remembers what it has computed.
     *
     * @throws GeneralSecurityException if it is none that the provider knows
     */
    public static PublicKey key(SubjectPublicKeyInfo info) throws GeneralSecurityException {
        try {
            return new JcaPEMKeyConverter().setProvider(Crypto.BOUNCY_CASTLE).getPublicKey(info);
        } catch (IOException e) {
            throw new GeneralSecurityException("the public key cannot be read", e);
        }
    }

    /**
     * Whether the signature holds; not, for an algorithm that the provider does not know or that is none of the key. The
     * algorithms here have no parameters that would count (RFC 4055, section 5; RFC 5758, section 3.2; RFC 8410, section 3).
     */
    public static boolean holds(AlgorithmIdentifier algorithm, PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(NAMES.getAlgorithmName(algorithm), Crypto.BOUNCY_CASTLE);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
