package org.httpca.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The proof of possession that a PKCS#10 carries: its self-signature (RFC 2986, section 3, note 3). */
final class ProofOfPossession {

    /** Verifying with a huge modulus costs seconds: a request must not be able to ask for that. */
    private static final int MAX_RSA_BITS = 8192;

    private static final Set<String> SIGNATURES = Set.of(
            "SHA256WITHRSA",
            "SHA384WITHRSA",
            "SHA512WITHRSA",
            "SHA256WITHECDSA",
            "SHA384WITHECDSA",
            "SHA512WITHECDSA",
            "ED25519");

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

    /** Null if the signature holds. */
    static @Nullable Problem check(PKCS10CertificationRequest request) {
        SubjectKey key = SubjectKey.of(request.getSubjectPublicKeyInfo());
        if (key.algorithm() == SubjectKey.Algorithm.OTHER) {
            return new Problem(
                    ProblemType.BAD_PUBLIC_KEY,
                    "The key's algorithm is not known here. Use RSA, P-256, P-384 or Ed25519.");
        }
        if (key.algorithm() == SubjectKey.Algorithm.RSA && key.bits() > MAX_RSA_BITS) {
            return new Problem(
                    ProblemType.BAD_PUBLIC_KEY, "An RSA key of more than " + MAX_RSA_BITS + " bits is not accepted.");
        }
        String algorithm = algorithmName(request);
        if (!SIGNATURES.contains(algorithm.toUpperCase(java.util.Locale.ROOT))) {
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
