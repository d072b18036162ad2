package org.httpca.signer.key.pkcs11;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.httpca.pki.SigningKey;
import org.httpca.pki.pkcs11.NewTokenKey;
import org.httpca.pki.pkcs11.Token;
import org.httpca.signer.key.CaRequest;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.PermittedKey;
import org.httpca.signer.key.SignatureScheme;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.signer.key.pkcs12.NewIssuingKey;
import org.jspecify.annotations.Nullable;

/** Issuing keys in a token. */
public final class IssuingTokenKey {

    private IssuingTokenKey() {}

    /**
     * The key of an issuer.
     *
     * @throws org.httpca.pki.pkcs11.TokenException with a sentence, if the token has no such key, another one, or one that it would
     *     give away
     * @throws IllegalArgumentException if the issuer's key is of a type that cannot be in a token
     */
    public static IssuingKey of(Token token, String label, X509CertificateHolder issuer) {
        SubjectPublicKeyInfo publicKey = issuer.getSubjectPublicKeyInfo();
        return new PermittedKey(
                publicKey,
                token.key(label, parsed(issuer).getPublicKey()),
                SignatureScheme.of(publicKey).signatureNameInToken());
    }

    /** Has the token make one. */
    public static NewIssuingKey generate(Token token, String label, KeyType type) {
        NewTokenKey made = type.generate(token, label);
        return new NewIssuingKey() {
            @Override
            public SubjectPublicKeyInfo publicKey() {
                return SubjectPublicKeyInfo.getInstance(made.publicKey().getEncoded());
            }

            @Override
            public byte[] request(X500Name subject) {
                return IssuingTokenKey.request(subject, publicKey(), made.signingKey());
            }

            @Override
            public IssuingKeystore keystore(List<X509CertificateHolder> chain, @Nullable SecretKey clearanceKey) {
                made.certify(parsed(chain.get(0)));
                return IssuingKeystore.withoutKey(chain, clearanceKey);
            }
        };
    }

    /**
     * Asks another's root for another certificate of a key that is there.
     *
     * @return DER of a CertificationRequest (RFC 2986)
     */
    public static byte[] request(Token token, String label, X509CertificateHolder issuer) {
        return request(
                issuer.getSubject(),
                issuer.getSubjectPublicKeyInfo(),
                token.key(label, parsed(issuer).getPublicKey()));
    }

    private static byte[] request(X500Name subject, SubjectPublicKeyInfo key, SigningKey signing) {
        return CaRequest.of(subject, key, signing, SignatureScheme.of(key).signatureNameInToken());
    }

    private static X509Certificate parsed(X509CertificateHolder certificate) {
        try {
            return new JcaX509CertificateConverter().getCertificate(certificate);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("The issuer's certificate cannot be read", e);
        }
    }
}
