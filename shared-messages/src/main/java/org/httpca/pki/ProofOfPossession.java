package org.httpca.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.pki.key.KeyWeakness;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The proof of possession that a PKCS#10 carries: its self-signature (RFC 2986, section 3, note 3). */
final class ProofOfPossession {

    private static final Set<String> SIGNATURES = Set.of(
            "SHA256WITHRSA",
            "SHA384WITHRSA",
            "SHA512WITHRSA",
            "SHA256WITHECDSA",
            "SHA384WITHECDSA",
            "SHA512WITHECDSA",
            "ED25519",
            "ML-DSA-44",
            "ML-DSA-65",
            "ML-DSA-87");

    private static final DefaultSignatureNameFinder NAMES = new DefaultSignatureNameFinder();

    private ProofOfPossession() {}

    /** The parsed request; null if the octets are not exactly one PKCS#10. */
    static @Nullable PKCS10CertificationRequest parse(byte[] der) {
        try {
            PKCS10CertificationRequest parsed = new PKCS10CertificationRequest(der);
            // What is hashed, stored and shown must be what was parsed: no trailing octets, no BER.
            return Arrays.equals(parsed.toASN1Structure().getEncoded("DER"), der) ? parsed : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    static String algorithmName(PKCS10CertificationRequest request) {
        return NAMES.getAlgorithmName(request.getSignatureAlgorithm());
    }

    /** Null if the key is sound and the signature holds. */
    static @Nullable Problem check(PKCS10CertificationRequest request) {
        // before the key is used: a hostile one can make the computation a long one
        KeyWeakness weakness = KeyWeakness.of(request.getSubjectPublicKeyInfo());
        if (weakness != null) {
            return new Problem(ProblemType.BAD_PUBLIC_KEY, weakness.detail());
        }
        String algorithm = algorithmName(request);
        if (!SIGNATURES.contains(algorithm.toUpperCase(Locale.ROOT))) {
            return new Problem(
                    ProblemType.BAD_CSR,
                    "The request is signed with " + Printable.text(algorithm, 40)
                            + ", which proves nothing today. Make it with SHA-256.");
        }
        return signatureHolds(request)
                ? null
                : new Problem(
                        ProblemType.BAD_CSR,
                        "The request's signature does not hold: it was altered, or made with another key.");
    }

    private static boolean signatureHolds(PKCS10CertificationRequest request) {
        try {
            return VerificationKey.of(request.getSubjectPublicKeyInfo())
                    .holds(
                            request.getSignatureAlgorithm(),
                            request.toASN1Structure()
                                    .getCertificationRequestInfo()
                                    .getEncoded(ASN1Encoding.DER),
                            request.getSignature());
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return false;
        }
    }
}
