package org.httpca.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends.
 *
 * @param csr PEM
 */
record SubmissionJson(
        @Nullable String csr,
        @Nullable String profile,
        @Nullable RequesterJson requester,
        @Nullable String note) {

    /** Who says to ask. */
    record RequesterJson(@Nullable String name, @Nullable String email) {}

    /** Up to a thousand of them. */
    record BatchJson(@Nullable List<@Nullable SubmissionJson> requests) {}
}
