package org.httpca.web.issuance;

import org.httpca.pki.Octets;
import org.httpca.web.certificate.CertificateView;
import org.jspecify.annotations.Nullable;

/**
 * A certificate is to be renewed by its holder, unchecked.
 *
 * @param csr a PKCS#10 (RFC 2986), PEM or DER
 * @param proof of the certificate's key, a PKCS#10 in PEM; null where the request is its own, or TLS is the proof
 * @param tlsSha256 of the certificate that the client showed the key of by mutual TLS, hexadecimal; null for none
 * @param source the client's address
 * @param correlationId follows it through every role's log; null to have one made
 */
public record Renewal(
        CertificateView certificate,
        Octets csr,
        @Nullable String proof,
        @Nullable String tlsSha256,
        String source,
        @Nullable String note,
        @Nullable String correlationId) {}
