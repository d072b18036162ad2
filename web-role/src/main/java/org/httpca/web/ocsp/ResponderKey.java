package org.httpca.web.ocsp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;

/**
 * A new key, EC P-256, for one certificate.
 *
 * @param pkcs8 the private key
 * @param csr DER of the PKCS#10 that proves its possession; it has an empty subject, which the signer chooses
 */
record ResponderKey(Octets pkcs8, Octets csr) {

    static ResponderKey create(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] csr = new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(pair.getPrivate()))
                    .getEncoded();
            return new ResponderKey(Octets.of(pair.getPrivate().getEncoded()), Octets.of(csr));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("A key for OCSP could not be made.", e);
        }
    }

    /** For {@link Crypto#ecdsa}. */
    static PrivateKey read(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", Crypto.ecdsa()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    @Override
    public String toString() {
        return "ResponderKey";
    }
}
