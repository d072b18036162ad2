package org.httpca.pki.pkcs11;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.httpca.pki.SigningKey;

/** A key that a token has just made. It has its label as soon as it has its certificate. */
public final class NewTokenKey {

    private final TokenSession session;
    private final String label;
    private final KeyPair pair;

    NewTokenKey(TokenSession session, String label, KeyPair pair) {
        this.session = session;
        this.label = label;
        this.pair = pair;
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /** For what it signs itself, before it has a certificate. */
    public SigningKey signingKey() {
        return SigningKey.of(pair.getPrivate(), session.provider());
    }

    /** Stores its certificate beside it; the token needs no other of the chain. */
    public void certify(X509Certificate certificate) {
        try {
            session.keys().setKeyEntry(label, pair.getPrivate(), null, new Certificate[] {certificate});
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenException(
                    "The token did not take the certificate of its new key '" + label + "' (" + TokenSession.code(e)
                            + "); delete the key, before the set-up is begun anew.",
                    e);
        }
    }
}
