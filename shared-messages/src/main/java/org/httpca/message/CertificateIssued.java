package org.httpca.message;

import java.util.UUID;
import org.httpca.pki.Octets;

/**
 * The outcome: a certificate.
 *
 * @param issuer the short name of the issuer
 * @param serial lower-case hexadecimal
 * @param certificate DER
 */
public record CertificateIssued(UUID requestId, long revision, String issuer, String serial, Octets certificate)
        implements RequestEvent {}
