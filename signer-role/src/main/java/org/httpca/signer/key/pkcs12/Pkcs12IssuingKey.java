package org.httpca.signer.key.pkcs12;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.IssuancePermit;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.SignatureScheme;

/** An issuing key in this process's memory. May be used by several threads at once. */
final class Pkcs12IssuingKey implements IssuingKey {
    private final SignatureScheme scheme;
    private final byte[] publicKey;
    private final PrivateKey key;

    Pkcs12IssuingKey(SubjectPublicKeyInfo publicKey, byte[] pkcs8) throws GeneralSecurityException, IOException {
        this.scheme = SignatureScheme.of(publicKey);
        this.publicKey = publicKey.getEncoded(ASN1Encoding.DER);
        // the keystore gives the default provider's object: the signing provider's own is several times faster
        this.key = KeyFactory.getInstance(scheme.keyAlgorithm(), scheme.provider())
                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    @Override
    public AlgorithmIdentifier signatureAlgorithm() {
        return scheme.identifier();
    }

    @Override
    public byte[] sign(IssuancePermit permit) {
        mustBeMine(permit.isFor(publicKey));
        return signed(permit.redeem());
    }

    @Override
    public byte[] sign(CrlPermit permit) {
        mustBeMine(permit.isFor(publicKey));
        return signed(permit.redeem());
    }

    private static void mustBeMine(boolean mine) {
        if (!mine) {
            throw new IllegalArgumentException("The permit is for another issuer's key");
        }
    }

    /** Certificate and CertificateList have one shape (RFC 5280, sections 4.1 and 5.1): to-be-signed, algorithm, signature. */
    private byte[] signed(byte[] toBeSigned) {
        try {
            Signature signature = Signature.getInstance(scheme.signatureName(), scheme.provider());
            signature.initSign(key);
            signature.update(toBeSigned);
            ASN1EncodableVector parts = new ASN1EncodableVector(3);
            parts.add(ASN1Primitive.fromByteArray(toBeSigned));
            parts.add(scheme.identifier());
            parts.add(new DERBitString(signature.sign()));
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The issuing key did not sign", e);
        }
    }

    @Override
    public String toString() {
        return "Pkcs12IssuingKey[" + scheme + "]";
    }
}
