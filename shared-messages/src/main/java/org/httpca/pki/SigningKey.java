package org.httpca.pki;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;

/** A private key that signs, wherever it is kept. May be used by several threads at once. */
public interface SigningKey {

    /**
     * Signs the content.
     *
     * @param algorithm the signature's name, such as {@code SHA256withECDSA}
     * @return for ECDSA the DER of an Ecdsa-Sig-Value (RFC 3279, section 2.2.3)
     * @throws NotSignedException if it was not signed; later it may be
     */
    byte[] sign(String algorithm, byte[] content);

    /** A key in this process's memory. */
    static SigningKey of(PrivateKey key, Provider provider) {
        return (algorithm, content) -> {
            try {
                Signature signature = Signature.getInstance(algorithm, provider);
                signature.initSign(key);
                signature.update(content);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new NotSignedException("The key did not sign", e);
            }
        };
    }
}
