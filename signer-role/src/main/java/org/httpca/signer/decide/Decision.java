package org.httpca.signer.decide;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.httpca.forward.loop.Wakes;
import org.httpca.log.Correlation;
import org.httpca.message.MessageJson;
import org.httpca.order.Action;
import org.httpca.order.Order;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.administrator.StoredOrder;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.HeldRequest;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.WaitingForApproval;

/** What one order does. Whatever happens, the order is settled: counted, or refused with a reason. */
public final class Decision {

    private final OrderCheck orders;
    private final ClearanceCheck check;
    private final Clearances clearances;
    private final WaitingForApproval waiting;
    private final Tampering tampering;
    private final Reevaluation reevaluation;
    private final HaltDecision halts;
    private final RevokeDecision revocations;
    private final Settlement settlement;
    private final Wakes wakes;
    private final Clock clock;

    public Decision(
            OrderCheck orders,
            ClearanceCheck check,
            Clearances clearances,
            WaitingForApproval waiting,
            Tampering tampering,
            Reevaluation reevaluation,
            HaltDecision halts,
            RevokeDecision revocations,
            Settlement settlement,
            Wakes wakes,
            Clock clock) {
        this.orders = orders;
        this.check = check;
        this.clearances = clearances;
        this.waiting = waiting;
        this.tampering = tampering;
        this.reevaluation = reevaluation;
        this.halts = halts;
        this.revocations = revocations;
        this.settlement = settlement;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** In the transaction that claimed the order. */
    void on(StoredOrder row) {
        Result<Order> checked = orders.check(row);
        if (checked instanceof Result.Passed<Order> passed) {
            on(row, passed.value());
        } else {
            settlement.refused(row, ((Result.Refused<Order>) checked).problem().detail());
        }
    }

    private void on(StoredOrder row, Order order) {
        switch (order.action()) {
            case APPROVE, REJECT -> decide(row, order);
            case HALT, RESUME -> halts.on(row, order);
            case REVOKE -> revocations.on(row, order);
            case RELOAD_PROFILES -> {
                settlement.done(row, "profiles-reload-ordered", Map.of());
                wakes.afterCommit("profiles"); // each signer carries it out for itself
            }
        }
    }

    private void decide(StoredOrder row, Order order) {
        StoredRequest request = waiting.lock(order.requestId()).orElse(null);
        if (request == null) {
            settlement.refused(row, "there is no such request");
            return;
        }
        try (Correlation lines = Correlation.of(request.correlationId())) {
            decide(row, order, request);
        }
    }

    private void decide(StoredOrder row, Order order, StoredRequest request) {
        if (request.state() != State.WAITING_FOR_APPROVAL || request.outcome() != null) {
            settlement.refused(row, "already decided");
            return;
        }
        HeldRequest held = check.held(request);
        if (held == null || request.tamperedAt() != null) {
            altered(row, order, request);
        } else if (!order.digest().equals(held.digest())) {
            settlement.refused(row, "it was given for other content than what is stored; look at the request again");
        } else if (order.action() == Action.REJECT) {
            reject(row, order, request);
        } else if (held.outdated()) {
            reevaluation.again(Decide.STAGE, request);
            settlement.refused(row, "the profile has changed since the request came in; look at the request again");
        } else if (!may(order.administrator(), held)) {
            settlement.refused(row, "profile '" + request.profile() + "' has approvers, and you are not one of them");
        } else {
            approve(row, order, request, held);
        }
    }

    private static boolean may(String administrator, HeldRequest held) {
        return held.approvers()
                .filter(approvers -> approvers.include(administrator))
                .isPresent();
    }

    /**
     * What was asked for is not known any more: no digest can be compared, and rejecting harms nobody. A row that was found
     * altered once stays so, even if its content holds again: somebody writes to this database, and the way back is a new
     * request. The command line tells administrators the same.
     */
    private void altered(StoredOrder row, Order order, StoredRequest request) {
        tampering.found(Decide.STAGE, request, "what is stored is not what was held");
        if (order.action() == Action.REJECT) {
            reject(row, order, waiting.lock(request.id()).orElseThrow());
        } else {
            settlement.refused(row, "the stored request was altered; it can only be rejected");
        }
    }

    private void reject(StoredOrder row, Order order, StoredRequest request) {
        String reason = order.reason() == null ? "" : Settlement.printable(order.reason());
        Problem problem = new Problem(
                ProblemType.REJECTED_BY_ADMINISTRATOR,
                reason.isEmpty() ? "An administrator rejected the request." : reason);
        ours(waiting.reject(request, MessageJson.mapper().writeValueAsString(problem), clock.instant()), request);
        settlement.counted(row, "request-rejected-by-order", 0, request.approvalsRequired());
        wakes.afterCommit("transmit");
    }

    private void approve(StoredOrder row, Order order, StoredRequest request, HeldRequest held) {
        Set<String> approvers = orders.approvedBy(held.id(), held.digest());
        approvers.add(order.administrator());
        approvers.removeIf(name -> !may(name, held));
        int given = approvers.size();
        if (given >= held.approvalsRequired()) {
            ours(waiting.clear(request, given, held.clearedByOrders(clearances), clock.instant()), request);
            settlement.counted(row, "request-cleared-by-orders", given, held.approvalsRequired());
            wakes.afterCommit("sign");
        } else {
            ours(waiting.count(request, given, clock.instant()), request);
            settlement.counted(row, "approval-counted", given, held.approvalsRequired());
        }
        wakes.afterCommit("transmit");
    }

    /** The row is locked: nobody else can have been first. */
    private static void ours(boolean won, StoredRequest request) {
        if (!won) {
            throw new IllegalStateException(request + " changed under its lock.");
        }
    }
}
