package org.httpca.lint.rfc5280;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.internal.asn1.edec.EdECObjectIdentifiers;
import org.httpca.lint.subject.Der;
import org.httpca.lint.subject.ReadAlgorithm;
import org.httpca.lint.subject.ReadCertificate;
import org.httpca.lint.subject.ReadSignature;
import org.httpca.pki.key.EcPoints;
import org.httpca.pki.key.MlDsa;
import org.httpca.pki.key.RsaNumbers;
import org.jspecify.annotations.Nullable;

/** Signatures, as certificates and CRLs have them alike. Whether one holds is not a question of form, and not asked here. */
final class SignatureValues {
    private static final int FEWEST_RSA_OCTETS = 128;
    private static final int ED25519_OCTETS = 64;

    private SignatureValues() {}

    static void checkAgreement(ReadAlgorithm inner, @Nullable ReadSignature signature, Findings out) {
        if (signature != null && !inner.equals(signature.algorithm())) {
            out.error("the outer algorithm differs from the one that was signed");
        }
    }

    static void check(@Nullable ReadSignature signature, @Nullable ReadCertificate issuer, Findings out) {
        if (signature == null) {
            return;
        }
        byte[] value = signature.value();
        if (value.length == 0) {
            out.error("is empty");
        } else if (signature.unusedBits() != 0) {
            out.error("is not a number of whole octets");
        } else {
            SubjectPublicKeyInfo key = issuer == null ? null : issuer.publicKey();
            ASN1ObjectIdentifier algorithm = signature.algorithm().id();
            MlDsa set = MlDsa.of(algorithm);
            if (SignatureAlgorithms.isRsa(algorithm)) {
                checkRsa(value, key, out);
            } else if (SignatureAlgorithms.isEcdsa(algorithm)) {
                checkEcdsa(value, key, out);
            } else if (EdECObjectIdentifiers.id_Ed25519.equals(algorithm)
                    && (value.length != ED25519_OCTETS || (value[ED25519_OCTETS - 1] & 0xe0) != 0)) {
                out.error("is not an Ed25519 signature");
            } else if (set != null && value.length != set.signatureOctets()) {
                out.error("is not an " + set.label() + " signature");
            }
        }
    }

    /** As long as the modulus, and below it (RFC 8017, section 8.2.2). */
    private static void checkRsa(byte[] value, @Nullable SubjectPublicKeyInfo key, Findings out) {
        RsaNumbers numbers = key == null ? null : RsaNumbers.of(key);
        BigInteger modulus = numbers == null ? null : numbers.modulus();
        if (modulus == null
                ? value.length < FEWEST_RSA_OCTETS
                : value.length != (modulus.bitLength() + 7) / 8 || new BigInteger(1, value).compareTo(modulus) >= 0) {
            out.error("is not an RSA signature of the issuer's key");
        }
    }

    /** Two numbers, positive and below the order of the curve (RFC 3279, section 2.2.3). */
    private static void checkEcdsa(byte[] value, @Nullable SubjectPublicKeyInfo key, Findings out) {
        BigInteger order = key == null ? null : EcPoints.order(key);
        if (!(Der.strictly(value) instanceof ASN1Sequence numbers
                && numbers.size() == 2
                && numbers.getObjectAt(0) instanceof ASN1Integer r
                && numbers.getObjectAt(1) instanceof ASN1Integer s
                && within(r.getValue(), order)
                && within(s.getValue(), order))) {
            out.error("is not an ECDSA signature of the issuer's key");
        }
    }

    private static boolean within(BigInteger number, @Nullable BigInteger order) {
        return number.signum() > 0 && (order == null || number.compareTo(order) < 0);
    }
}
