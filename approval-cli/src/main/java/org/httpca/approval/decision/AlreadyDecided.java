package org.httpca.approval.decision;

import java.util.List;
import java.util.stream.Collectors;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.request.Status;
import org.httpca.approval.request.StoredRequest;
import org.httpca.approval.terminal.Times;

/** Says who decided what, to somebody who comes too late. */
final class AlreadyDecided {
    private AlreadyDecided() {}

    static String line(StoredRequest request, List<StoredOrder> orders) {
        String by = orders.stream()
                .filter(order -> "counted".equals(order.verdict()))
                .map(order -> order.administrator() + " " + order.deed() + " it at " + Times.at(order.storedAt()))
                .collect(Collectors.joining(", "));
        if (by.isEmpty()) {
            by = "Withdrawn".equals(request.outcome()) ? "the requester withdrew it" : "the policy decided it";
        }
        return request.shortId() + ": already decided: " + by + "; it is "
                + Status.of(request.state(), request.outcome()) + ".";
    }

    static String ownOrder(StoredRequest request, StoredOrder own) {
        String became = own.verdict() == null
                ? "the signer has not counted it yet"
                : request.approvalsGiven() + " of " + request.approvalsRequired() + " approvals are given";
        return request.shortId() + ": you " + own.deed() + " it already at " + Times.at(own.storedAt()) + "; " + became
                + ".";
    }
}
