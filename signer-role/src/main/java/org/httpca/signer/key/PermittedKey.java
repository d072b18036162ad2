package org.httpca.signer.key;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.IssuancePermit;
import org.httpca.pki.LongOctets;
import org.httpca.pki.SigningKey;
import org.httpca.pki.crl.DerSequence;

/** An issuing key behind its permits, wherever it is kept. May be used by several threads at once. */
public final class PermittedKey implements IssuingKey {
    private final SignatureScheme scheme;
    private final byte[] publicKey;
    private final SigningKey key;
    private final String signatureName;

    /** @param signatureName what whoever has the key calls the scheme */
    public PermittedKey(SubjectPublicKeyInfo publicKey, SigningKey key, String signatureName) {
        this.scheme = SignatureScheme.of(publicKey);
        this.publicKey = der(publicKey);
        this.key = key;
        this.signatureName = signatureName;
    }

    @Override
    public AlgorithmIdentifier signatureAlgorithm() {
        return scheme.identifier();
    }

    @Override
    public byte[] sign(IssuancePermit permit) {
        mustBeMine(permit.isFor(publicKey));
        return signed(LongOctets.of(permit.redeem())).toArray();
    }

    @Override
    public LongOctets sign(CrlPermit permit) {
        mustBeMine(permit.isFor(publicKey));
        return signed(permit.redeem());
    }

    private static void mustBeMine(boolean mine) {
        if (!mine) {
            throw new IllegalArgumentException("The permit is for another issuer's key");
        }
    }

    /** Certificate and CertificateList have one shape (RFC 5280, sections 4.1 and 5.1): to-be-signed, algorithm, signature. */
    private LongOctets signed(LongOctets toBeSigned) {
        return DerSequence.of(
                toBeSigned,
                DerSequence.value(scheme.identifier()),
                DerSequence.value(new DERBitString(key.sign(signatureName, toBeSigned))));
    }

    private static byte[] der(SubjectPublicKeyInfo publicKey) {
        try {
            return publicKey.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("The issuing key cannot be used", e);
        }
    }

    @Override
    public String toString() {
        return "PermittedKey[" + scheme + "]";
    }
}
