package org.httpca.pki;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The crypto provider, named wherever ECDSA or EdDSA is signed or verified. */
public final class Crypto {

    /** An instance of our own: it is not registered, so no other code changes its behaviour by our presence. */
    public static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Crypto() {}
}
