package org.httpca.pki.bad;

import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 key, always the same one; what it signs is always the same too (RFC 8032). */
final class SoundKey implements Pkcs10.Key {
    private static final AlgorithmIdentifier ED25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    private final byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];

    @Override
    public SubjectPublicKeyInfo publicKey() {
        byte[] point = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(secret, 0, point, 0);
        return new SubjectPublicKeyInfo(ED25519, point);
    }

    @Override
    public AlgorithmIdentifier algorithm() {
        return ED25519;
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
        return signature;
    }
}
