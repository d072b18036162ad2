package org.httpca.approval.request;

import java.time.Instant;
import java.util.List;
import org.httpca.approval.order.StoredOrder;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one request that an administrator may want to know.
 *
 * @param predecessor the last certificate for these names; null if there is none
 * @param claim who looks at it now; null if nobody does
 * @param now when this was put together; ages count from here
 */
public record RequestView(
        ExaminedRequest request,
        @Nullable Predecessor predecessor,
        List<StoredOrder> orders,
        @Nullable Claim claim,
        Instant now) {}
