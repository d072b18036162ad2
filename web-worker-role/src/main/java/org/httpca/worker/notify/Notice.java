package org.httpca.worker.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a certificate ends soon.
 *
 * @param number counts up
 * @param ahead how long before the end it was due
 * @param requestedBy the token; null for somebody anonymous
 * @param email as a stranger wrote it; null for none
 */
record Notice(
        long number,
        String issuer,
        String serial,
        Duration ahead,
        String subject,
        List<String> names,
        String sha256,
        Instant notAfter,
        @Nullable String profile,
        @Nullable String requestedBy,
        @Nullable String email,
        Instant madeAt) {}
