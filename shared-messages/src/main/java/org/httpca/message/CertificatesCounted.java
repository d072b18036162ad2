package org.httpca.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a signer knows of the certificates whose notBefore lies in a stretch of time. A web side that has others, because the
 * signer's database is a copy from before they were issued, answers with {@link LearnCertificates}; one that has the same says so
 * by an empty one.
 *
 * @param number of this question, which its answer repeats; only grows
 * @param from inclusive
 * @param until exclusive
 * @param count how many
 * @param digest over all of them, in any order: XOR of the first eight octets of SHA-256 of {@code ISSUER:SERIAL}, as lower-case
 *     hexadecimal without leading zeros; {@code 0} for none
 * @param after where the last answer ended; null at the beginning
 */
public record CertificatesCounted(
        long number,
        Instant from,
        Instant until,
        long count,
        String digest,
        @Nullable CertificatePlace after) implements Event {}
