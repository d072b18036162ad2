package org.httpca.lint.rfc5280;

import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.internal.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.httpca.lint.subject.ReadAlgorithm;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.pki.key.MlDsa;
import org.jspecify.annotations.Nullable;

/** The signature algorithms that are allowed, how their parameters are written, and which keys make them. */
final class SignatureAlgorithms {
    private static final Set<ASN1ObjectIdentifier> RSA = Set.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption);
    private static final Set<ASN1ObjectIdentifier> ECDSA = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    private SignatureAlgorithms() {}

    static boolean isRsa(ASN1ObjectIdentifier algorithm) {
        return RSA.contains(algorithm);
    }

    static boolean isEcdsa(ASN1ObjectIdentifier algorithm) {
        return ECDSA.contains(algorithm);
    }

    static void check(ReadAlgorithm signature, @Nullable ReadCertificate issuer, Findings out) {
        ASN1ObjectIdentifier id = signature.id();
        ASN1ObjectIdentifier key;
        boolean asItShould = signature.parametersAreAbsent();
        if (RSA.contains(id)) {
            key = PKCSObjectIdentifiers.rsaEncryption;
            asItShould = signature.parametersAreNull();
        } else if (ECDSA.contains(id)) {
            key = X9ObjectIdentifiers.id_ecPublicKey;
        } else if (EdECObjectIdentifiers.id_Ed25519.equals(id) || MlDsa.of(id) != null) {
            key = id;
        } else {
            out.error("is " + new DefaultAlgorithmNameFinder().getAlgorithmName(id) + ", which is not allowed");
            return;
        }
        if (!asItShould) {
            out.error("has parameters that are not NULL with RSA, or not absent with ECDSA, Ed25519 or ML-DSA");
        }
        if (issuer != null && !key.equals(issuer.publicKey().getAlgorithm().getAlgorithm())) {
            out.error("is not one that the issuer's key can make");
        }
    }
}
