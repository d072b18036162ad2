package org.httpca.approval.decision;

import org.httpca.approval.request.ExaminedRequest;
import org.httpca.approval.request.StoredRequest;
import org.httpca.order.Action;

/** Says what a counted order did. */
final class CountedLine {
    private CountedLine() {}

    static String of(ExaminedRequest seen, Action action, StoredRequest now) {
        String which = now.shortId() + (seen.names().isEmpty() ? "" : " (" + String.join(", ", seen.names()) + ")");
        if (action == Action.REJECT) {
            return which + ": rejected.";
        }
        Integer required = now.approvalsRequired();
        String count = now.approvalsGiven() + " of " + (required == null ? "?" : required);
        return which + ": approved, " + count + "; "
                + (now.waits() ? "it waits for another administrator." : "it goes to signing.");
    }
}
