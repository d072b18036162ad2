package org.httpca.pki;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.DefaultSignatureNameFinder;

/**
 * A public key to verify signatures with, each of them once. The content verifiers of Bouncy Castle do it twice (over the
 * digest again, for the sake of sessions of PKCS#11 tokens), and verifying is the dearest step on a request's way. Whoever
 * verifies often with the same key keeps the object: it remembers what it has computed. May be used by several threads.
 */
public final class VerificationKey {

    private static final DefaultSignatureNameFinder NAMES = new DefaultSignatureNameFinder();
    /** RFC 5480, section 2.1.1.1. */
    private static final Set<ASN1Encodable> NATIVE_CURVES =
            Set.of(X9ObjectIdentifiers.prime256v1, SECObjectIdentifiers.secp384r1, SECObjectIdentifiers.secp521r1);

    private final PublicKey key;
    private final Provider provider;

    private VerificationKey(PublicKey key, Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    /**
     * The key of a certificate or request.
     *
     * @throws GeneralSecurityException if it is none that the provider knows, or no point of its curve
     */
    public static VerificationKey of(SubjectPublicKeyInfo info) throws GeneralSecurityException {
        try {
            AlgorithmIdentifier algorithm = info.getAlgorithm();
            if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm())
                    && NATIVE_CURVES.contains(algorithm.getParameters())) {
                PublicKey key = KeyFactory.getInstance("EC", Crypto.ecdsa())
                        .generatePublic(new X509EncodedKeySpec(info.getEncoded(ASN1Encoding.DER)));
                return new VerificationKey(key, Crypto.ecdsa());
            }
            return new VerificationKey(
                    new JcaPEMKeyConverter().setProvider(Crypto.BOUNCY_CASTLE).getPublicKey(info),
                    Crypto.BOUNCY_CASTLE);
        } catch (IOException e) {
            throw new GeneralSecurityException("the public key cannot be read", e);
        }
    }

    /** Whether this key signed the certificate (RFC 5280, section 6.1.3 (a)(1)), and by the algorithm that stands inside it. */
    public boolean signed(Certificate certificate) throws IOException {
        // section 4.1.1.2: the algorithm stands inside and outside
        return certificate.getTBSCertificate().getSignature().equals(certificate.getSignatureAlgorithm())
                && holds(
                        certificate.getSignatureAlgorithm(),
                        certificate.getTBSCertificate().getEncoded(ASN1Encoding.DER),
                        certificate.getSignature().getOctets());
    }

    /**
     * Whether the signature holds; not, for an algorithm that the provider does not know or that is none of the key. The
     * algorithms here have no parameters that would count (RFC 4055, section 5; RFC 5758, section 3.2; RFC 8410, section 3; RFC 9881, section 2).
     */
    public boolean holds(AlgorithmIdentifier algorithm, byte[] signed, byte[] signature) {
        return holds(algorithm, List.of(ByteBuffer.wrap(signed)), signature);
    }

    /** The same over what is long. */
    public boolean holds(AlgorithmIdentifier algorithm, LongOctets signed, byte[] signature) {
        return holds(algorithm, signed.pieces(), signature);
    }

    private boolean holds(AlgorithmIdentifier algorithm, List<ByteBuffer> signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(NAMES.getAlgorithmName(algorithm), provider);
            verifier.initVerify(key);
            for (ByteBuffer piece : signed) {
                verifier.update(piece);
            }
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
