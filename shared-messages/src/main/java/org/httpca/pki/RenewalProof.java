package org.httpca.pki;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * Shows that whoever wants a certificate renewed has its key. Either the request itself is signed by that key and says in its
 * subject which certificate it renews, {@code CN=renew SERIAL}; or a second PKCS#10 (RFC 2986) by that key goes with it, whose
 * subject is {@code CN=renew SERIAL, OU=SHA256} and nothing else, with the SHA-256 of the request's DER. So no request that was
 * made for something else proves anything, and what was signed for one request is of no use with another.
 */
public final class RenewalProof {
    private static final String WORD = "renew ";
    private static final String LABEL = "CERTIFICATE REQUEST";
    private static final String BEGIN = "-----BEGIN ";

    private RenewalProof() {}

    /**
     * The request, if it is shown; refused with what is wrong.
     *
     * @param serial of the certificate, lower-case hexadecimal
     * @param keySha256 of the certificate's SubjectPublicKeyInfo, hexadecimal
     * @param proof null where the request is its own
     */
    public static Result<CertificationRequest> check(
            String serial, String keySha256, CertificationRequest request, @Nullable CertificationRequest proof) {
        if (proof == null) {
            return byTheRequest(serial, keySha256, request);
        }
        if (!proof.key().sha256().equals(keySha256)) {
            return Result.refused(
                    ProblemType.FORBIDDEN, "The proof was signed by another key than that of the certificate.");
        }
        String name = "CN=" + WORD + serial;
        String unit = "OU=" + request.fingerprint();
        return Set.of(name + "," + unit, unit + "," + name).contains(proof.subject())
                ? Result.passed(request)
                : Result.refused(
                        ProblemType.MALFORMED,
                        "The proof's subject must be /CN=" + WORD + serial + "/OU=" + request.fingerprint()
                                + " and nothing else: the serial number, and the SHA-256 of the new request's DER.");
    }

    private static Result<CertificationRequest> byTheRequest(
            String serial, String keySha256, CertificationRequest request) {
        if (!request.key().sha256().equals(keySha256)) {
            return Result.refused(
                    ProblemType.FORBIDDEN,
                    "The request is for another key than that of the certificate: a proof by the certificate's key must come"
                            + " with it.");
        }
        return (WORD + serial).equals(request.commonName())
                ? Result.passed(request)
                : Result.refused(
                        ProblemType.MALFORMED,
                        "The request's subject must say what it renews, with the common name 'renew " + serial
                                + "': one that was made for something else proves nothing.");
    }

    /** Whether a request says that it renews a certificate: then it must be right. */
    public static boolean isClaimedBy(CertificationRequest request) {
        String name = request.commonName();
        return name != null && name.startsWith(WORD);
    }

    /** As it travels among a command's evidence. */
    public static String evidence(CertificationRequest proof) {
        return proof.pem();
    }

    /** The DER of what is claimed to be such a proof; empty where nothing is. */
    public static Optional<Octets> among(List<String> evidence) {
        return evidence.stream()
                .filter(each -> each.startsWith(BEGIN))
                .findFirst()
                .map(pem -> Pem.decodeOne(pem, LABEL) instanceof Result.Passed<byte[]> der
                        ? Octets.of(der.value())
                        : Octets.of(new byte[0]));
    }

    /** The SHA-256 of its key's SubjectPublicKeyInfo, hexadecimal, of evidence that was checked before. */
    public static Optional<String> keyAmong(List<String> evidence) {
        return among(evidence).flatMap(der -> {
            try {
                return Optional.of(
                        SubjectKey.of(new PKCS10CertificationRequest(der.toArray()).getSubjectPublicKeyInfo())
                                .sha256());
            } catch (IOException | RuntimeException e) {
                return Optional.empty();
            }
        });
    }
}
