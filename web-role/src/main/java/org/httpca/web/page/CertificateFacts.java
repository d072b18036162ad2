package org.httpca.web.page;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.SubjectKey;
import org.jspecify.annotations.Nullable;

/** Reads an issued certificate (RFC 5280) out loud, field by field. */
final class CertificateFacts {

    /** One field: the end of its key, and its values. */
    record Fact(String name, List<String> values) {}

    /** The bits of KeyUsage in their order (RFC 5280, section 4.2.1.3). */
    private static final List<String> KEY_USAGES = List.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");

    private static final Map<String, String> PURPOSES = Map.of(
            "1.3.6.1.5.5.7.3.1", "serverAuth",
            "1.3.6.1.5.5.7.3.2", "clientAuth",
            "1.3.6.1.5.5.7.3.3", "codeSigning",
            "1.3.6.1.5.5.7.3.4", "emailProtection",
            "1.3.6.1.5.5.7.3.8", "timeStamping",
            "1.3.6.1.5.5.7.3.9", "OCSPSigning");

    private CertificateFacts() {}

    static List<Fact> of(X509Certificate certificate) {
        return Stream.of(
                        new Fact(
                                "subject",
                                texts(certificate.getSubjectX500Principal().getName())),
                        new Fact("names", names(certificate)),
                        new Fact(
                                "issuer",
                                texts(certificate.getIssuerX500Principal().getName())),
                        new Fact("key", List.of(key(certificate))),
                        new Fact("signature", texts(certificate.getSigAlgName())),
                        new Fact("usage", usages(certificate.getKeyUsage())),
                        new Fact("purpose", purposes(certificate)),
                        new Fact("authority", certificate.getBasicConstraints() < 0 ? List.of() : List.of("CA:TRUE")))
                .filter(fact -> !fact.values().isEmpty())
                .toList();
    }

    static String key(X509Certificate certificate) {
        return SubjectKey.of(SubjectPublicKeyInfo.getInstance(
                        certificate.getPublicKey().getEncoded()))
                .label();
    }

    private static List<String> texts(@Nullable String text) {
        return Stream.ofNullable(Shown.line(text)).toList();
    }

    /** The subject alternative names that are text: rfc822Name, dNSName, URI, iPAddress (RFC 5280, section 4.2.1.6). */
    static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .map(name -> name.get(1))
                            .filter(String.class::isInstance)
                            .flatMap(name -> texts((String) name).stream())
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static List<String> usages(boolean @Nullable [] bits) {
        List<String> usages = new ArrayList<>();
        for (int i = 0; bits != null && i < Math.min(bits.length, KEY_USAGES.size()); i++) {
            if (bits[i]) {
                usages.add(KEY_USAGES.get(i));
            }
        }
        return List.copyOf(usages);
    }

    private static List<String> purposes(X509Certificate certificate) {
        try {
            List<String> oids = certificate.getExtendedKeyUsage();
            return oids == null
                    ? List.of()
                    : oids.stream()
                            .map(oid -> Objects.requireNonNullElse(PURPOSES.get(oid), oid))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
