package org.httpca.web.publication;

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
 * people who want to look.
 */
enum Format {
    CERT_PEM("cert.pem", Part.CERTIFICATE, true, "application/x-pem-file"),
    CHAIN_PEM("chain.pem", Part.CHAIN, true, "application/x-pem-file"),
    FULLCHAIN_PEM("fullchain.pem", Part.FULL_CHAIN, true, "application/x-pem-file"),
    CERT_PEM_TXT("cert.pem.txt", Part.CERTIFICATE, true, "text/plain"),
    CHAIN_PEM_TXT("chain.pem.txt", Part.CHAIN, true, "text/plain"),
    FULLCHAIN_PEM_TXT("fullchain.pem.txt", Part.FULL_CHAIN, true, "text/plain"),
    CERT_CER("cert.cer", Part.CERTIFICATE, false, "application/pkix-cert"),
    CERT_CRT("cert.crt", Part.CERTIFICATE, false, "application/x-x509-server-cert"),
    CERT_DER("cert.der", Part.CERTIFICATE, false, "application/x-x509-server-cert"),
    CSR_PEM("csr.pem", Part.REQUEST, true, "application/x-pem-file"),
    CSR_PEM_TXT("csr.pem.txt", Part.REQUEST, true, "text/plain"),
    CSR_CSR("csr.csr", Part.REQUEST, true, "application/pkcs10");

    private static final MediaType CA_CERTIFICATE = MediaType.valueOf("application/x-x509-ca-cert");

    private final String file;
    private final Part part;
    private final boolean pem;
    private final MediaType type;

    Format(String file, Part part, boolean pem, String type) {
        this.file = file;
        this.part = part;
        this.pem = pem;
        this.type = MediaType.valueOf(type);
    }

    static Optional<Format> of(String file) {
        return Arrays.stream(values())
                .filter(format -> format.file.equals(file))
                .findFirst();
    }

    String file() {
        return file;
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
        return Optional.of(pem ? pem(parts) : parts.get(0).toArray());
    }

    private byte[] pem(List<Octets> parts) {
        return parts.stream()
                .map(der -> Pem.encode(part.label, der.toArray()))
                .collect(Collectors.joining())
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
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
