package org.httpca.pki;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;

/** A private key that signs, wherever it is kept. May be used by several threads at once. */
public interface SigningKey {

    /**
     * Signs the content.
     *
     * @param algorithm the signature's name, such as {@code SHA256withECDSA}
     * @return for ECDSA the DER of an Ecdsa-Sig-Value (RFC 3279, section 2.2.3)
     * @throws NotSignedException if it was not signed; later it may be
     */
    byte[] sign(String algorithm, LongOctets content);

    /** The same of a short content. */
    default byte[] sign(String algorithm, byte[] content) {
        return sign(algorithm, LongOctets.of(content));
    }

    /** Has this signature, which was initialized for signing, made over the content. */
    static byte[] over(LongOctets content, Signature signature) throws SignatureException {
        for (ByteBuffer piece : content.pieces()) {
            signature.update(piece);
        }
        return signature.sign();
    }

    /** A key in this process's memory. */
    static SigningKey of(PrivateKey key, Provider provider) {
        return (algorithm, content) -> {
            try {
                Signature signature = Signature.getInstance(algorithm, provider);
                signature.initSign(key);
                return over(content, signature);
            } catch (GeneralSecurityException e) {
                throw new NotSignedException("The key did not sign", e);
            }
        };
    }
}
