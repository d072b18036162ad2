package org.httpca.approval.request;

import org.jspecify.annotations.Nullable;

/**
 * A request that waits for approval.
 *
 * @param claim who looks at it now; null if nobody does
 */
public record WaitingRequest(
        StoredRequest request, @Nullable Claim claim) {}
