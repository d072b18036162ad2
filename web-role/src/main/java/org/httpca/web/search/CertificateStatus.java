package org.httpca.web.search;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;

/** What a certificate is at a moment. What was revoked stays revoked when it has ended. */
public enum CertificateStatus {
    VALID,
    NOT_YET_VALID,
    EXPIRED,
    ON_HOLD,
    REVOKED;

    /** Such as {@code on-hold}: the words of the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<CertificateStatus> ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** All words, as they are told to people. */
    static String words() {
        return Arrays.stream(values()).map(CertificateStatus::word).collect(Collectors.joining(", "));
    }

    /** The validity includes both its ends (RFC 5280, section 4.1.2.5). */
    static CertificateStatus of(@Nullable RevocationReason reason, Instant notBefore, Instant notAfter, Instant now) {
        if (reason != null) {
            return reason == RevocationReason.CERTIFICATE_HOLD ? ON_HOLD : REVOKED;
        }
        if (now.isAfter(notAfter)) {
            return EXPIRED;
        }
        return now.isBefore(notBefore) ? NOT_YET_VALID : VALID;
    }
}
