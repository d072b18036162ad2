package org.httpca.web.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token, which is everything but the token.
 *
 * @param lastUsedAt to within a minute; null if it never was
 */
public record TokenView(
        String name,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
