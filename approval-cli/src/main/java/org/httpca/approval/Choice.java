package org.httpca.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.order.StoredOrders;
import org.httpca.approval.request.Claim;
import org.httpca.approval.request.ExaminedRequest;
import org.httpca.approval.request.Filter;
import org.httpca.approval.request.Requests;
import org.httpca.approval.request.WaitingRequest;
import org.httpca.order.Action;
import org.jspecify.annotations.Nullable;

/** The requests that options mean, the oldest first, without those that this administrator cannot decide now. */
final class Choice {
    /** What a person can look at before one confirmation, and somewhat more. */
    private static final int MOST = 100;

    private final List<ExaminedRequest> chosen = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    Choice(SignerDatabase database, String administrator, Action action, DecisionOptions options, Instant now) {
        Filter filter = options.filters.filter();
        Integer limit = options.limit.number();
        int most = limit == null ? MOST : Math.min(limit, MOST);
        List<WaitingRequest> meant = new ArrayList<>();
        new Requests(database).eachWaiting(waiting -> {
            if (filter.fits(waiting, now)) {
                meant.add(waiting);
            }
            return meant.size() <= most;
        });
        if (meant.size() > most) {
            meant.remove(most);
            leftOut.add("More fit: these are the oldest " + most + ".");
        }
        StoredOrders orders = new StoredOrders(database);
        for (WaitingRequest waiting : meant) {
            ExaminedRequest request = ExaminedRequest.of(waiting.request());
            String why = hindrance(request, waiting.claim(), administrator, action, options.takeOver, orders);
            if (why == null) {
                chosen.add(request);
            } else {
                leftOut.add(request.row().shortId() + ": left out, " + why + ".");
            }
        }
    }

    private static @Nullable String hindrance(
            ExaminedRequest request,
            @Nullable Claim claim,
            String administrator,
            Action action,
            boolean takeOver,
            StoredOrders orders) {
        if (action == Action.APPROVE && !request.alarms().isEmpty()) {
            return "its row was altered";
        }
        if (claim != null && !takeOver && !claim.administrator().equals(administrator)) {
            return "claimed by " + claim.words();
        }
        boolean mine = orders.on(request.row().id()).stream()
                .anyMatch(order -> order.stands() && order.administrator().equals(administrator));
        return mine ? "already decided by you" : null;
    }

    List<ExaminedRequest> chosen() {
        return chosen;
    }

    /** A line for each that is not among the chosen, and why. */
    List<String> leftOut() {
        return leftOut;
    }
}
