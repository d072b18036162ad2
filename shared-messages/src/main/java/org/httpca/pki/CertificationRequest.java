package org.httpca.pki;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#10 request (RFC 2986) whose key has no known weakness and whose signature held: whoever made it has the private key. Its
 * names are names, and it asks for nothing that only a CA can be. There is no other way to get one than {@link #readDer} and
 * {@link #readPem}.
 */
public final class CertificationRequest {

    /** The longest request that is read, in octets of DER. */
    public static final int MAX_OCTETS = 64 * 1024;

    private final Octets der;
    private final SubjectPublicKeyInfo subjectPublicKeyInfo;
    private final SubjectKey key;
    private final String subject;
    private final @Nullable String commonName;
    private final List<Identifier> identifiers;
    private final String signatureAlgorithm;

    private CertificationRequest(
            byte[] der, PKCS10CertificationRequest parsed, String subject, List<Identifier> identifiers) {
        this.der = Octets.of(der);
        this.subjectPublicKeyInfo = parsed.getSubjectPublicKeyInfo();
        this.key = SubjectKey.of(subjectPublicKeyInfo);
        this.subject = subject;
        this.commonName = RequestedIdentifiers.commonName(parsed.getSubject());
        this.identifiers = List.copyOf(identifiers);
        this.signatureAlgorithm = ProofOfPossession.algorithmName(parsed);
    }

    /** Parses the DER, verifies its signature with its own key, and reads its names. */
    public static Result<CertificationRequest> readDer(byte[] der) {
        if (der.length > MAX_OCTETS) {
            return Result.refused(
                    ProblemType.REQUEST_TOO_LARGE,
                    "The certification request is longer than " + MAX_OCTETS + " octets.");
        }
        PKCS10CertificationRequest parsed = ProofOfPossession.parse(der);
        if (parsed == null) {
            return Result.refused(
                    ProblemType.BAD_CSR,
                    "This is not a PKCS#10 certification request in DER. Make one with 'openssl req -new'.");
        }
        Problem unproven = ProofOfPossession.check(parsed);
        if (unproven != null) {
            return Result.refused(unproven);
        }
        return subject(parsed.getSubject())
                .flatMap(subject -> RequestedExtensions.of(parsed)
                        .flatMap(asked -> RequestedIdentifiers.of(parsed.getSubject(), asked.alternativeNames()))
                        .map(names -> new CertificationRequest(der, parsed, subject, names)));
    }

    /** The library decodes strings when they are asked for, and throws where they are not what their type says. */
    private static Result<String> subject(X500Name subject) {
        try {
            return Result.passed(DistinguishedNames.text(subject));
        } catch (RuntimeException e) {
            return Result.refused(
                    ProblemType.BAD_CSR,
                    "The subject of the request cannot be read: it has a string that is not of the type that it says, such as a"
                            + " UTF8String that is not UTF-8.");
        }
    }

    /** As {@link #readDer}, from the PEM labels {@code CERTIFICATE REQUEST} and {@code NEW CERTIFICATE REQUEST}. */
    public static Result<CertificationRequest> readPem(String pem) {
        return Pem.decodeOne(pem, "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")
                .flatMap(CertificationRequest::readDer);
    }

    public Octets der() {
        return der;
    }

    public String pem() {
        return Pem.encode("CERTIFICATE REQUEST", der.toArray());
    }

    /** SHA-256 of the DER, lower-case hexadecimal: what administrators compare. */
    public String fingerprint() {
        return der.sha256().hex();
    }

    public SubjectKey key() {
        return key;
    }

    public SubjectPublicKeyInfo subjectPublicKeyInfo() {
        return subjectPublicKeyInfo;
    }

    /** The subject as RFC 4514 writes it; text of a stranger. */
    public String subject() {
        return subject;
    }

    public @Nullable String commonName() {
        return commonName;
    }

    /** The subject alternative names; without any, the common name where it looks like a DNS name. Sorted; none comes twice. */
    public List<Identifier> identifiers() {
        return identifiers;
    }

    /** The algorithm of the request's own signature, such as {@code SHA256withECDSA}. */
    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }
}
