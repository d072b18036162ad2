package org.httpca.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link CertificatesCounted}: certificates that the web side has there. The signer takes those that one of its own
 * issuers signed and that it does not know.
 *
 * @param number of the question
 * @param certificates in the order of their places, at most {@link #MOST}; all that the web side has there, known or not; none
 *     where count and digest agree
 * @param next the place of the last one, if there are more; null if that was all
 */
public record LearnCertificates(
        long number,
        List<KnownCertificate> certificates,
        @Nullable CertificatePlace next) implements Command {
    /** Certificates in one answer. */
    public static final int MOST = 100;

    public LearnCertificates {
        certificates = List.copyOf(certificates);
    }
}
