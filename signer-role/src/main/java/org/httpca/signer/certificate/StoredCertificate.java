package org.httpca.signer.certificate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of the table {@code certificate}.
 *
 * @param serial lower-case hexadecimal
 * @param subject RFC 4514
 * @param spkiSha256 hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed on as it is
public record StoredCertificate(
        String issuer,
        String serial,
        UUID requestId,
        byte[] der,
        String subject,
        List<String> identifiers,
        String spkiSha256,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt) {}
