package org.httpca.web.page;

import java.util.ArrayList;
import java.util.List;
import org.httpca.web.request.RequestStatus;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way of a request.
 *
 * @param name the end of its key: "queued", "submitted", "approval", "signature", "issued", "rejected", "withdrawn"
 * @param state how it stands: "passed", "now", "ahead", "skipped", "stopped", or "good" for a way that came to its end
 */
record Step(String name, String state) {
    private static final List<String> WAY = List.of("queued", "submitted", "approval", "signature", "issued");

    public boolean current() {
        return state.equals("now") || state.equals("stopped") || state.equals("good");
    }

    /**
     * The whole way.
     *
     * @param approvalsRequired null where nobody was asked to approve
     */
    static List<Step> way(String status, @Nullable Integer approvalsRequired) {
        boolean ended = status.equals(RequestStatus.REJECTED) || status.equals(RequestStatus.WITHDRAWN);
        int here = here(status);
        List<Step> way = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            String name = WAY.get(i);
            boolean unasked = name.equals("approval") && (approvalsRequired == null || approvalsRequired == 0);
            if (i < here) {
                way.add(new Step(name, unasked ? "skipped" : "passed"));
            } else if (i > here) {
                way.add(new Step(name, "ahead"));
            } else if (ended) {
                way.add(new Step(status, "stopped"));
            } else {
                way.add(new Step(name, status.equals(RequestStatus.ISSUED) ? "good" : "now"));
            }
        }
        return List.copyOf(way);
    }

    /** Rejections and withdrawals are drawn where the decision falls. */
    private static int here(String status) {
        return switch (status) {
            case RequestStatus.QUEUED -> 0;
            case RequestStatus.SUBMITTED -> 1;
            case RequestStatus.WAITING_FOR_SIGNATURE -> 3;
            case RequestStatus.ISSUED -> 4;
            default -> 2;
        };
    }
}
