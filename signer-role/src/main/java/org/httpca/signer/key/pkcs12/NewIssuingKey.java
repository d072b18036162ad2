package org.httpca.signer.key.pkcs12;

import java.security.KeyPair;
import java.util.List;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/** An issuer's key that has no certificate yet. */
public interface NewIssuingKey {

    SubjectPublicKeyInfo publicKey();

    /** Asks another's root for its certificate. @return DER of a CertificationRequest (RFC 2986) */
    byte[] request(X500Name subject);

    /**
     * What the keystore's file has of it, now that it has its certificate.
     *
     * @param chain the issuer's certificate first, the root last
     */
    IssuingKeystore keystore(List<X509CertificateHolder> chain, @Nullable SecretKey clearanceKey);

    /** The key will be in the file, with all else. */
    static NewIssuingKey inFile(KeyPair pair) {
        return new NewIssuingKey() {
            @Override
            public SubjectPublicKeyInfo publicKey() {
                return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
            }

            @Override
            public byte[] request(X500Name subject) {
                return IssuingKeystore.request(
                        subject, publicKey(), pair.getPrivate().getEncoded());
            }

            @Override
            public IssuingKeystore keystore(List<X509CertificateHolder> chain, @Nullable SecretKey clearanceKey) {
                return IssuingKeystore.of(pair.getPrivate(), chain, clearanceKey);
            }
        };
    }
}
