package org.httpca.pki;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The crypto providers, named wherever ECDSA or EdDSA is signed or verified. None is registered: no other code changes by our presence. */
public final class Crypto {

    /** The floor that works everywhere. */
    public static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Crypto() {}

    /**
     * For ECDSA over the curves P-256, P-384 and P-521 where the speed counts: AWS-LC, if its native library was built for this
     * machine, loads (it is unpacked into {@code java.io.tmpdir}) and passes its self-tests; else Bouncy Castle.
     */
    public static Provider ecdsa() {
        return Ecdsa.PROVIDER;
    }

    /** Loaded by whoever verifies, not by whoever only reads. */
    private static final class Ecdsa {
        static final Provider PROVIDER = load();

        private static Provider load() {
            try {
                AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
                return AmazonCorrettoCryptoProvider.INSTANCE;
            } catch (RuntimeException | LinkageError e) {
                return BOUNCY_CASTLE;
            }
        }
    }
}
