package org.httpca.web.issuance;

import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * A submission that was taken.
 *
 * @param withdrawalSecret what withdraws it, said to an anonymous submitter once and stored nowhere; null where the submitter is
 *     known, and where a repeated submission got the request that was there already
 */
public record Accepted(RequestView request, @Nullable String withdrawalSecret) {

    @Override
    public String toString() {
        return "Accepted[" + request.id() + "]";
    }
}
