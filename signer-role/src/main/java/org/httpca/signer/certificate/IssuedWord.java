package org.httpca.signer.certificate;

import org.httpca.message.CertificateIssued;
import org.jspecify.annotations.Nullable;

/**
 * What the web side is to be told of a certificate that was signed and stored.
 *
 * @param correlationId by which its request is found in the logs
 */
public record IssuedWord(CertificateIssued event, @Nullable String correlationId) {}
