package org.httpca.signer.accept;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.httpca.envelope.Verified;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.WithdrawRequest;
import org.httpca.pki.Octets;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.Withdrawals;

/** Withdraws what is not decided; of what is, the outcome is said again. */
public final class AcceptWithdrawals {

    private final Requests requests;
    private final Withdrawals withdrawals;
    private final AcceptRequests arrivals;
    private final UnevaluatedRequests unevaluated;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;

    public AcceptWithdrawals(
            Requests requests,
            Withdrawals withdrawals,
            AcceptRequests arrivals,
            UnevaluatedRequests unevaluated,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        this.requests = requests;
        this.withdrawals = withdrawals;
        this.arrivals = arrivals;
        this.unevaluated = unevaluated;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
    }

    void accept(List<Verified<WithdrawRequest>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        Set<UUID> ids = new HashSet<>();
        messages.forEach(message -> ids.add(message.value().requestId()));
        evaluateWhatWaits(messages);
        Map<UUID, StoredRequest> rows = new HashMap<>();
        requests.lockAll(ids).forEach(row -> rows.put(row.id(), row));
        Set<UUID> withdrawn = new HashSet<>();
        for (Verified<WithdrawRequest> message : messages) {
            StoredRequest row = rows.get(message.value().requestId());
            // A request that is not known may still come: the withdrawal is said again until there is an answer.
            if (row != null && !withdrawn.contains(row.id()) && withdraw(row, message)) {
                withdrawn.add(row.id());
            }
        }
    }

    /** What waits for a profile becomes a request here and now, so that it can be withdrawn before anybody signs it. */
    private void evaluateWhatWaits(List<Verified<WithdrawRequest>> messages) {
        Map<UUID, Octets> proofs = new HashMap<>();
        messages.forEach(message ->
                proofs.put(message.value().requestId(), message.value().proofSha256()));
        arrivals.evaluate(Accept.STAGE, unevaluated.takeWithdrawn(Accept.STAGE, proofs), proofs.keySet());
    }

    private boolean withdraw(StoredRequest row, Verified<WithdrawRequest> message) {
        Instant now = clock.instant();
        WithdrawRequest command = message.value();
        if (!command.proofSha256().equals(row.proofSha256())) {
            audit.record(
                    Accept.STAGE,
                    "withdrawal-refused",
                    row.id(),
                    Map.of(
                            "sender",
                            message.sender().instance(),
                            "why",
                            "it names another proof than the request has"));
            return false;
        }
        if (withdrawals.withdraw(row, command.proofSha256(), now)) {
            audit.record(
                    Accept.STAGE,
                    "request-withdrawn",
                    row.id(),
                    Map.of(
                            "sender",
                            message.sender().instance(),
                            "state",
                            row.state().text()));
            wakes.afterCommit("transmit");
            return true;
        }
        if (requests.sayAgain(Set.of(row.id()), now) > 0) {
            wakes.afterCommit("transmit");
        }
        return false;
    }
}
