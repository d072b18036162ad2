package org.httpca.signer.issuer;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.signer.key.IssuingKey;

/**
 * A CA that issues.
 *
 * @param name its short name, which stands in URLs and in every row and message about what it issued
 * @param certificate its own certificate
 * @param above the certificates above it, the root last
 * @param key its private key
 * @param publicUrl where its certificate and CRL are served, and OCSP about what it issued
 * @param alternates other chains: each begins with a certificate of the same name and key, and ends in another root, which may be
 *     left out
 */
public record Issuer(
        String name,
        X509CertificateHolder certificate,
        List<X509CertificateHolder> above,
        IssuingKey key,
        PublicUrl publicUrl,
        List<List<X509CertificateHolder>> alternates) {
    /** The short name of the first issuing CA of an installation. */
    public static final String ISSUING = "issuing";

    /** The short name of its root. */
    public static final String ROOT = "root";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** One with a single chain. */
    public Issuer(
            String name,
            X509CertificateHolder certificate,
            List<X509CertificateHolder> above,
            IssuingKey key,
            PublicUrl publicUrl) {
        this(name, certificate, above, key, publicUrl, List.of());
    }

    public Issuer {
        above = List.copyOf(above);
        alternates = List.copyOf(alternates);
        if (!isName(name)) {
            throw new IllegalArgumentException("An issuer's short name has lower-case letters, digits and hyphens");
        }
        if (above.isEmpty()) {
            throw new IllegalArgumentException("Its root is missing above issuer " + name);
        }
    }

    /** Whether a CA can have this short name: it stands in addresses. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Its own certificate and those above it. */
    public List<X509CertificateHolder> chain() {
        return Stream.concat(Stream.of(certificate), above.stream()).toList();
    }

    /** The trust anchor at the end of the chain. */
    public X509CertificateHolder root() {
        return above.get(above.size() - 1);
    }

    /** Where its certificate is served. */
    public String certificateUrl() {
        return publicUrl.certificate(name);
    }

    /** Where its complete CRL is served. */
    public String crlUrl() {
        return publicUrl.crl(name);
    }

    /**
     * Where another of its CRLs is served.
     *
     * @param shard empty for the complete one
     */
    public String crlUrl(String shard) {
        return publicUrl.crl(name, shard);
    }

    /** Where OCSP about what it issued is answered. */
    public String ocspUrl() {
        return publicUrl.ocsp(name);
    }

    @Override
    public String toString() {
        return "Issuer[" + name + "]";
    }

    /** What its key signs with; stands in what is to be signed, too (RFC 5280, section 4.1.2.3). */
    public AlgorithmIdentifier signatureAlgorithm() {
        return key.signatureAlgorithm();
    }
}
