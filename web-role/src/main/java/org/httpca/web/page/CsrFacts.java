package org.httpca.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.pki.SubjectKey;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * A signing request (RFC 2986) read out loud: the same before it is submitted and after.
 *
 * @param heading what it is for: its first name, or its subject; null where it has neither
 * @param names those that will stand in the certificate
 * @param signature the algorithm by which it proves that its submitter has the key
 * @param fingerprint SHA-256 of the DER, hexadecimal, in groups
 * @param keyFingerprint SHA-256 of the public key, likewise
 */
record CsrFacts(
        @Nullable String heading,
        List<String> names,
        @Nullable String subject,
        @Nullable String key,
        String signature,
        List<String> fingerprint,
        List<String> keyFingerprint,
        String pem) {

    /** From here on the list of names is set in columns. */
    private static final int MANY = 8;

    static CsrFacts of(RequestView view) {
        List<String> names = view.names().stream()
                .flatMap(name -> Stream.ofNullable(Shown.line(name)))
                .toList();
        String subject = Shown.line(view.subject());
        PKCS10CertificationRequest parsed = parsed(view.csr());
        return new CsrFacts(
                names.isEmpty() ? subject : names.get(0),
                names,
                subject,
                Shown.line(view.keyLabel()),
                new DefaultSignatureNameFinder()
                        .getAlgorithmName(parsed.getSignatureAlgorithm())
                        .replace("WITH", "with"),
                Fingerprint.groups(view.csrFingerprint(), 8),
                Fingerprint.groups(
                        SubjectKey.of(parsed.getSubjectPublicKeyInfo()).sha256(), 8),
                Pem.encode("CERTIFICATE REQUEST", view.csr().toArray()));
    }

    public boolean many() {
        return names.size() > MANY;
    }

    /** Its signature was verified when it came; that need not be done again to read it. */
    private static PKCS10CertificationRequest parsed(Octets der) {
        try {
            return new PKCS10CertificationRequest(der.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException("a stored signing request cannot be read", e);
        }
    }
}
