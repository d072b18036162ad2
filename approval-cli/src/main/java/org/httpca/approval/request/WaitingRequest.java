package org.httpca.approval.request;

import org.jspecify.annotations.Nullable;

/** A request that waits for approval, and who looks at it now. */
public record WaitingRequest(
        StoredRequest request, @Nullable String claimedBy) {}
