package org.httpca.web.acme.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as operators see it.
 *
 * @param names wildcard names with their {@code *.}
 * @param status RFC 8555, section 7.1.6
 * @param request what it was finalized as; null before
 */
public record OrderSummary(
        UUID id,
        UUID account,
        List<String> names,
        String status,
        Instant madeAt,
        Instant expiresAt,
        @Nullable UUID request) {

    public OrderSummary {
        names = List.copyOf(names);
    }
}
