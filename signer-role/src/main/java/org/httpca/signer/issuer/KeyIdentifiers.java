package org.httpca.signer.issuer;

import java.util.Arrays;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Sha256;

/** Key identifiers by RFC 7093, section 2, method 1: the leftmost 160 bits of the SHA-256 of the public key's bit string. */
public final class KeyIdentifiers {
    private static final int OCTETS = 20;

    private KeyIdentifiers() {}

    public static SubjectKeyIdentifier subject(SubjectPublicKeyInfo key) {
        byte[] digest = Sha256.of(key.getPublicKeyData().getBytes());
        return new SubjectKeyIdentifier(Arrays.copyOf(digest, OCTETS));
    }

    /**
     * What points to an issuer: its own subject key identifier, whatever way that was made (RFC 5280, section 4.2.1.1).
     *
     * @throws IllegalArgumentException when the issuer has none
     */
    public static AuthorityKeyIdentifier authority(X509CertificateHolder issuer) {
        return new AuthorityKeyIdentifier(own(issuer).getKeyIdentifier());
    }

    /**
     * What a CA's key is called in its own certificate.
     *
     * @throws IllegalArgumentException when it is not called anything
     */
    static SubjectKeyIdentifier own(X509CertificateHolder ca) {
        SubjectKeyIdentifier identifier = SubjectKeyIdentifier.fromExtensions(ca.getExtensions());
        if (identifier == null) {
            throw new IllegalArgumentException("The issuer's certificate has no subject key identifier");
        }
        return identifier;
    }
}
