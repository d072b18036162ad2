package org.httpca.web.search;

import org.jspecify.annotations.Nullable;

/**
 * Who asked for a certificate.
 *
 * @param principal such as {@code token:NAME}; null for somebody anonymous
 * @param name as was said with the request
 * @param email as was said with the request
 */
public record Requester(
        @Nullable String principal,
        @Nullable String name,
        @Nullable String email) {
    static final Requester UNKNOWN = new Requester(null, null, null);
}
