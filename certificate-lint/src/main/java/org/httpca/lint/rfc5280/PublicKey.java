package org.httpca.lint.rfc5280;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.internal.asn1.edec.EdECObjectIdentifiers;
import org.httpca.lint.subject.CertificateUnderLint;
import org.httpca.lint.subject.ReadAlgorithm;
import org.httpca.pki.key.EcPoints;
import org.httpca.pki.key.MlDsa;
import org.jspecify.annotations.Nullable;

final class PublicKey implements CertificateLint {

    @Override
    public String name() {
        return "public-key";
    }

    @Override
    public String citation() {
        return "RFC 3279, section 2.3.1; RFC 5480, section 2; RFC 8410, sections 3 and 4; RFC 9881, sections 2 and 4; NIST SP 800-57 part 1, section 5.6";
    }

    @Override
    public String rule() {
        return "The key is RSA from 2048 bits, a point on P-256, P-384 or P-521, Ed25519 or ML-DSA, written as "
                + "their standards have it.";
    }

    @Override
    public void check(CertificateUnderLint c, Findings out) {

        SubjectPublicKeyInfo info = c.certificate().publicKey();
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        ASN1Encodable parameters = info.getAlgorithm().getParameters();
        MlDsa set = MlDsa.of(algorithm);
        if (info.getPublicKeyData().getPadBits() != 0) {
            out.error("is not a number of whole octets");
        } else if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
            if (!new ReadAlgorithm(algorithm, parameters).parametersAreNull()) {
                out.error("is RSA, and its parameters are not NULL");
            }
            RsaKeys.check(info, out);
        } else if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
            checkEc(parameters, info.getPublicKeyData().getOctets(), out);
        } else if (EdECObjectIdentifiers.id_Ed25519.equals(algorithm)) {
            if (parameters != null) {
                out.error("is Ed25519, and has parameters");
            }
            if (info.getPublicKeyData().getOctets().length != 32) {
                out.error("is Ed25519, and not of 32 octets");
            }
        } else if (set != null) {
            if (parameters != null) {
                out.error("is " + set.label() + ", and has parameters");
            }
            if (!set.isPublicKey(info.getPublicKeyData().getOctets())) {
                out.error("is " + set.label() + ", and not of " + set.publicKeyOctets() + " octets");
            }
        } else {
            out.error("is of the algorithm " + algorithm.getId() + ", which is not allowed");
        }
    }

    private static void checkEc(@Nullable ASN1Encodable parameters, byte[] point, Findings out) {
        if (!EcPoints.isKnownCurve(parameters)) {
            out.error("is EC, and not on P-256, P-384 or P-521 by their names");
        } else if (!EcPoints.isPoint(parameters, point)) {
            out.error("is EC, and not a point on its curve");
        } else if (!EcPoints.isUncompressed(point)) {
            out.recommended("is EC, and its point is compressed, which not everyone can read");
        }
    }
}
