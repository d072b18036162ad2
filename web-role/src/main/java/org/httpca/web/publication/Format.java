package org.httpca.web.publication;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.springframework.http.MediaType;

/**
 * The files of a certificate: what is in each, and its content type (RFC 2585, RFC 5967, RFC 7468). {@code .pem.txt} is for
 * people who want to look, {@code .p7b} for what takes several certificates in one file only so.
 */
enum Format {
    CERT_PEM("cert.pem", Part.CERTIFICATE, Encoding.PEM, "application/x-pem-file"),
    CHAIN_PEM("chain.pem", Part.CHAIN, Encoding.PEM, "application/x-pem-file"),
    FULLCHAIN_PEM("fullchain.pem", Part.FULL_CHAIN, Encoding.PEM, "application/x-pem-file"),
    CERT_PEM_TXT("cert.pem.txt", Part.CERTIFICATE, Encoding.PEM, "text/plain"),
    CHAIN_PEM_TXT("chain.pem.txt", Part.CHAIN, Encoding.PEM, "text/plain"),
    FULLCHAIN_PEM_TXT("fullchain.pem.txt", Part.FULL_CHAIN, Encoding.PEM, "text/plain"),
    CERT_CER("cert.cer", Part.CERTIFICATE, Encoding.DER, "application/pkix-cert"),
    CERT_CRT("cert.crt", Part.CERTIFICATE, Encoding.DER, "application/x-x509-server-cert"),
    CERT_DER("cert.der", Part.CERTIFICATE, Encoding.DER, "application/x-x509-server-cert"),
    CERT_P7B("cert.p7b", Part.CERTIFICATE, Encoding.PKCS7, "application/x-pkcs7-certificates"),
    CHAIN_P7B("chain.p7b", Part.CHAIN, Encoding.PKCS7, "application/x-pkcs7-certificates"),
    FULLCHAIN_P7B("fullchain.p7b", Part.FULL_CHAIN, Encoding.PKCS7, "application/x-pkcs7-certificates"),
    CERT_P7B_PEM("cert.p7b.pem", Part.CERTIFICATE, Encoding.PKCS7_PEM, "application/x-pem-file"),
    CHAIN_P7B_PEM("chain.p7b.pem", Part.CHAIN, Encoding.PKCS7_PEM, "application/x-pem-file"),
    FULLCHAIN_P7B_PEM("fullchain.p7b.pem", Part.FULL_CHAIN, Encoding.PKCS7_PEM, "application/x-pem-file"),
    CSR_PEM("csr.pem", Part.REQUEST, Encoding.PEM, "application/x-pem-file"),
    CSR_PEM_TXT("csr.pem.txt", Part.REQUEST, Encoding.PEM, "text/plain"),
    CSR_CSR("csr.csr", Part.REQUEST, Encoding.PEM, "application/pkcs10");

    private static final MediaType CA_CERTIFICATE = MediaType.valueOf("application/x-x509-ca-cert");

    private final String file;
    private final Part part;
    private final Encoding encoding;
    private final MediaType type;

    Format(String file, Part part, Encoding encoding, String type) {
        this.file = file;
        this.part = part;
        this.encoding = encoding;
        this.type = MediaType.valueOf(type);
    }

    static Optional<Format> of(String file) {
        return Arrays.stream(values())
                .filter(format -> format.file.equals(file))
                .findFirst();
    }

    /** Whether it needs no certificate. */
    boolean ofRequest() {
        return part == Part.REQUEST;
    }

    /** Whether it stays as it is for ever: a chain changes when an issuer is certified anew. */
    boolean immutable() {
        return part == Part.CERTIFICATE || part == Part.REQUEST;
    }

    /** Whether a browser shows it instead of saving it. */
    boolean shown() {
        return type.equals(MediaType.TEXT_PLAIN);
    }

    MediaType type(Published published) {
        return (this == CERT_CRT || this == CERT_DER) && published.ca() ? CA_CERTIFICATE : type;
    }

    /** Empty where there is nothing of this kind. */
    Optional<byte[]> content(Published published) {
        List<Octets> parts = part.of(published);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(encoding.of(part.label, parts));
    }

    private enum Encoding {
        /** Of the first alone. */
        DER,
        PEM,
        PKCS7,
        PKCS7_PEM;

        private byte[] of(String label, List<Octets> parts) {
            return switch (this) {
                case DER -> parts.get(0).toArray();
                case PEM ->
                    ascii(parts.stream()
                            .map(der -> Pem.encode(label, der.toArray()))
                            .collect(Collectors.joining()));
                case PKCS7 -> Pkcs7.of(parts);
                case PKCS7_PEM -> ascii(Pem.encode("PKCS7", Pkcs7.of(parts)));
            };
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    private enum Part {
        CERTIFICATE("CERTIFICATE"),
        CHAIN("CERTIFICATE"),
        FULL_CHAIN("CERTIFICATE"),
        REQUEST("CERTIFICATE REQUEST");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        private List<Octets> of(Published published) {
            return switch (this) {
                case CERTIFICATE -> List.of(published.certificate());
                case CHAIN -> published.chain();
                case FULL_CHAIN ->
                    Stream.concat(
                                    Stream.of(published.certificate()),
                                    published.chain().stream().filter(above -> !above.equals(published.certificate())))
                            .toList();
                case REQUEST -> published.request().stream().toList();
            };
        }
    }
}
