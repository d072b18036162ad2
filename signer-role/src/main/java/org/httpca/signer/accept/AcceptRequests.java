package org.httpca.signer.accept;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.httpca.envelope.Verified;
import org.httpca.forward.loop.Wakes;
import org.httpca.log.Correlation;
import org.httpca.message.RequestCertificate;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.clearance.Assessed;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.intent.AtOnce;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.renewal.Renewals;
import org.httpca.signer.request.Lease;
import org.httpca.signer.request.NewRequest;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** New requests become rows, by what the policy says; of known ones the latest word is said again. */
public final class AcceptRequests {

    private static final Logger LOG = LoggerFactory.getLogger(AcceptRequests.class);

    private final Requests requests;
    private final Assessment assessment;
    private final Proofs proofs;
    private final AtOnce preparation;
    private final UnevaluatedRequests unevaluated;
    private final Renewals renewals;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;

    public AcceptRequests(
            Requests requests,
            Assessment assessment,
            Proofs proofs,
            AtOnce preparation,
            UnevaluatedRequests unevaluated,
            Renewals renewals,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        this.requests = requests;
        this.assessment = assessment;
        this.proofs = proofs;
        this.preparation = preparation;
        this.unevaluated = unevaluated;
        this.renewals = renewals;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** @param withdrawn requests whose withdrawal has come with them: nothing is written down to be signed for these */
    void accept(List<Verified<RequestCertificate>> messages, Set<UUID> withdrawn) {
        if (messages.isEmpty()) {
            return;
        }
        List<ReceivedRequest> received =
                messages.stream().map(ReceivedRequest::of).toList();
        evaluate(Accept.STAGE, withoutThoseOfOthers(received), withdrawn);
    }

    private List<ReceivedRequest> withoutThoseOfOthers(List<ReceivedRequest> received) {
        List<ReceivedRequest> others =
                received.stream().filter(unevaluated::isOthers).toList();
        if (others.isEmpty()) {
            return received;
        }
        // one that was accepted before is answered here and now, whoever has its profile
        Set<UUID> known =
                find(others.stream().map(ReceivedRequest::id).toList()).keySet();
        List<ReceivedRequest> left =
                others.stream().filter(each -> !known.contains(each.id())).toList();
        left.forEach(each -> unevaluated.leave(Accept.STAGE, each));
        return received.stream().filter(each -> !left.contains(each)).toList();
    }

    /** Evaluates what is new by this signer's profiles, and has the rest told again, in the current transaction. */
    void evaluate(String stage, List<ReceivedRequest> received, Set<UUID> withdrawn) {
        if (received.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<UUID, StoredRequest> known =
                find(received.stream().map(ReceivedRequest::id).toList());
        Map<UUID, Assessed> assessed = assess(received, known.keySet());
        Map<UUID, ClearedRequest> atOnce = preparable(assessed);
        atOnce.keySet().removeAll(withdrawn);
        Lease lease = preparation.lease(List.copyOf(atOnce.values()), now).orElse(null);
        Map<UUID, NewRequest> fresh = new LinkedHashMap<>();
        for (ReceivedRequest each : received) {
            Assessed one = assessed.get(each.id());
            if (one != null) {
                Lease own = atOnce.containsKey(each.id()) ? lease : null;
                fresh.computeIfAbsent(each.id(), id -> each.toNew(one.standing(), own, proofs));
            }
        }
        Set<UUID> inserted = requests.insert(List.copyOf(fresh.values()), now);
        renewals.add(accepted(received, fresh, inserted));
        sayWhatTheyBecame(stage, received, fresh, inserted);
        if (lease != null) {
            Map<ClearedRequest, String> leased = new LinkedHashMap<>();
            atOnce.forEach((id, request) -> {
                NewRequest row = fresh.get(id);
                if (row != null && inserted.contains(id)) {
                    leased.put(request, row.command());
                }
            });
            preparation.prepare(stage, leased, now);
        }
        if (!known.isEmpty() || inserted.size() < received.size()) {
            // Known before, accepted by another signer meanwhile, or twice in this batch.
            known.putAll(find(fresh.keySet()));
            repeated(stage, received, inserted, known, now);
        }
    }

    /** Those that were not refused at once. */
    private static List<RequestCertificate> accepted(
            List<ReceivedRequest> received, Map<UUID, NewRequest> fresh, Set<UUID> inserted) {
        return received.stream()
                .map(ReceivedRequest::command)
                .filter(command -> command.replaces() != null && inserted.contains(command.requestId()))
                .filter(command -> {
                    NewRequest row = fresh.get(command.requestId());
                    return row != null && row.standing().state() != State.WAITING_FOR_TRANSMISSION;
                })
                .toList();
    }

    private Map<UUID, Assessed> assess(List<ReceivedRequest> received, Set<UUID> known) {
        Map<UUID, RequestCertificate> commands = new LinkedHashMap<>();
        for (ReceivedRequest each : received) {
            if (!known.contains(each.id())) {
                // Within a batch the first of an id counts; another is compared with it later.
                commands.putIfAbsent(each.id(), each.command());
            }
        }
        Iterator<Assessed> inTheirOrder =
                assessment.of(List.copyOf(commands.values())).iterator();
        Map<UUID, Assessed> assessed = new LinkedHashMap<>();
        commands.keySet().forEach(id -> assessed.put(id, inTheirOrder.next()));
        return assessed;
    }

    private Map<UUID, ClearedRequest> preparable(Map<UUID, Assessed> assessed) {
        Map<UUID, ClearedRequest> cleared = new LinkedHashMap<>();
        assessed.forEach((id, one) -> {
            ClearedRequest request = one.cleared();
            if (request != null && preparation.canPrepare(request)) {
                cleared.put(id, request);
            }
        });
        return cleared;
    }

    private Map<UUID, StoredRequest> find(Collection<UUID> ids) {
        Map<UUID, StoredRequest> found = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            requests.findAll(new HashSet<>(ids)).forEach(row -> found.put(row.id(), row));
        }
        return found;
    }

    private void sayWhatTheyBecame(
            String stage, List<ReceivedRequest> received, Map<UUID, NewRequest> fresh, Set<UUID> inserted) {
        Set<UUID> told = new HashSet<>();
        for (ReceivedRequest each : received) {
            NewRequest request = fresh.get(each.id());
            if (request != null && inserted.contains(each.id()) && told.add(each.id())) {
                State state = request.standing().state();
                audit.record(stage, event(state), each.id(), each.auditDetail(request));
                try (Correlation line = Correlation.of(each.command().correlationId())) {
                    LOG.info("Accepted request {}: {}.", each.id(), event(state));
                }
                if (request.lease() == null) {
                    wakes.afterCommit(state == State.WAITING_FOR_SIGNATURE ? "sign" : "transmit");
                }
            }
        }
    }

    private void repeated(
            String stage,
            List<ReceivedRequest> received,
            Set<UUID> inserted,
            Map<UUID, StoredRequest> known,
            Instant now) {
        List<UUID> again = new ArrayList<>();
        Set<UUID> first = new HashSet<>();
        for (ReceivedRequest each : received) {
            StoredRequest row = known.get(each.id());
            boolean ours = inserted.contains(each.id()) && first.add(each.id());
            if (ours || row == null) {
                continue;
            }
            if (each.isSameAs(row)) {
                again.add(each.id());
            } else {
                audit.record(
                        stage,
                        "request-conflict-refused",
                        each.id(),
                        Map.of(
                                "sender",
                                each.sender(),
                                "digest",
                                each.digest().hex(),
                                "state",
                                row.state().text()));
            }
        }
        if (requests.sayAgain(again, now) > 0) {
            wakes.afterCommit("transmit");
        }
    }

    private static String event(State state) {
        return switch (state) {
            case WAITING_FOR_APPROVAL -> "request-held";
            case WAITING_FOR_SIGNATURE -> "request-cleared";
            default -> "request-rejected";
        };
    }
}
