package org.httpca.web.notice;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a certificate ends soon.
 *
 * @param number counts up, with gaps
 * @param aheadSeconds how long before the end it was due
 * @param requestedBy the token, such as {@code token:NAME}; null for somebody anonymous
 * @param requesterEmail as the requester wrote it
 */
public record ExpiryNotice(
        long number,
        Instant at,
        String issuer,
        String serial,
        String subject,
        List<String> names,
        String sha256,
        Instant notAfter,
        long aheadSeconds,
        @Nullable String profile,
        @Nullable String requestedBy,
        @Nullable String requesterEmail) {}
